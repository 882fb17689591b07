package io.sampo.persistence;

import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import io.sampo.model.RunId;

/**
 * What is written to a journal's store past the entities: definitions by hash, and the counter of
 * ids. Blocks; safe for use by many threads and, if the store is, by many nodes.
 */
public interface JournalStore {

  /** What can be read from it; sees every confirmed write. Not the caller's to close. */
  JournalReader reader();

  /**
   * Keeps {@code bytes} under their hash. Returns when they are on disk.
   *
   * @throws StoreException if they could not be written
   */
  ContentHash putDefinition(byte[] bytes);

  /**
   * The first of {@code count} ids in a row that nobody was ever given and nobody else will be: on
   * disk before it is returned. What the caller does not use of them is a gap.
   *
   * @throws StoreException if the draw could not be written
   * @throws IllegalArgumentException if {@code count} is not positive, or so many are not left
   */
  long drawIds(int count);

  /**
   * Whether the write of an entity failed with {@code failure} because another node has gone on
   * with it: the fence has held. Never where only one node writes.
   */
  default boolean isTaken(Throwable failure) {
    return false;
  }

  /** Refuses a draw of {@code count} ids, of which {@code first} would be the first. */
  static void checkDraw(long first, int count) {
    Check.range("ids drawn at once", count, 1, Integer.MAX_VALUE);
    Check.range("ids left", RunId.MAX - first + 1, count, RunId.MAX);
  }
}
