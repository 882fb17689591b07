/**
 * A whole cluster from one seed, on virtual time: coordinators, workers, a dispatcher and a journal
 * over a post office that loses, doubles, delays and reorders, with crashes, pauses, partitions and
 * second coordinators. It drives the very machines that the actors drive, and a witness that knows
 * nothing of them checks after every step what must never happen.
 */
@NullMarked
package io.sampo.simulation;

import org.jspecify.annotations.NullMarked;
