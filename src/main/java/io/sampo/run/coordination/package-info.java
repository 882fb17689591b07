/**
 * What a run's coordinator does with what it hears: decide, and remember what is yet to be told to
 * whom. For an actor or a simulation to drive.
 */
@NullMarked
package io.sampo.run.coordination;

import org.jspecify.annotations.NullMarked;
