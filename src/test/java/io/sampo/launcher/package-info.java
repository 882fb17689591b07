/** The scripts and the build's checks, tried from outside in copies of the checkout. */
@NullMarked
package io.sampo.launcher;

import org.jspecify.annotations.NullMarked;
