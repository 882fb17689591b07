/**
 * A second opinion on what the journal of a run may say, kept in the plainest way and written anew:
 * it shares the words of {@code run}, and none of its rules.
 */
@NullMarked
package io.sampo.simulation.ledger;

import org.jspecify.annotations.NullMarked;
