/**
 * What coordinators, dispatchers and workers tell each other, as plain values. Any of these may be
 * lost, doubled, late or out of order; the machines that exchange them are built for that.
 */
@NullMarked
package io.sampo.message;

import org.jspecify.annotations.NullMarked;
