@NullMarked
package io.sampo.simulation.rehearsal;

import org.jspecify.annotations.NullMarked;
