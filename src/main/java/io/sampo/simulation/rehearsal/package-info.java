/**
 * One job in virtual time: the machines that carry a run out decide here, too, while attempts are
 * nothing but durations. Nothing is lost and nobody dies; what a run does then is told by {@link
 * io.sampo.simulation}.
 */
@NullMarked
package io.sampo.simulation.rehearsal;

import org.jspecify.annotations.NullMarked;
