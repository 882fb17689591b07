/**
 * The shells around {@code run}: one sharded, remembered entity for each run, which journals what
 * the machines decide before it tells anybody.
 */
@NullMarked
package io.sampo.coordinator;

import org.jspecify.annotations.NullMarked;
