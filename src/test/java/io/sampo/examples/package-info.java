/** The shipped examples, run as their users run them. */
@NullMarked
package io.sampo.examples;

import org.jspecify.annotations.NullMarked;
