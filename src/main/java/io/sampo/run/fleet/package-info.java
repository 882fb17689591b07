/** The nodes that a run has for itself: which its job names, and where each of them stands. */
@NullMarked
package io.sampo.run.fleet;

import org.jspecify.annotations.NullMarked;
