/**
 * One run: what its coordinator decides, and what follows from it. {@link RunMachine} turns
 * commands into events, {@link RunState} is their fold, and {@link Coordination} is everything a
 * coordinator does with what it hears, for an actor or a simulation to drive.
 */
@NullMarked
package io.sampo.run;

import org.jspecify.annotations.NullMarked;
