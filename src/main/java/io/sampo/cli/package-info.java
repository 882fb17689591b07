/** The command line. */
@NullMarked
package io.sampo.cli;

import org.jspecify.annotations.NullMarked;
