/** A run from the command line's side: its node, its signals, its end, and what is left of it. */
@NullMarked
package io.sampo.cli.session;

import org.jspecify.annotations.NullMarked;
