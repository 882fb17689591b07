/** What a simulated cluster stands on: virtual time, and the journal. */
@NullMarked
package io.sampo.simulation.world;

import org.jspecify.annotations.NullMarked;
