/** Measurements of the pure core, to be started by hand: they print figures and judge nothing. */
@NullMarked
package io.sampo.benchmark;

import org.jspecify.annotations.NullMarked;
