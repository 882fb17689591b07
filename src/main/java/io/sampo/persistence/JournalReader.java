package io.sampo.persistence;

import io.sampo.model.ContentHash;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be read from a journal past the entities, whichever store it lies in. Blocks; safe for
 * use by many threads. Everything throws a {@link StoreException} if the store cannot be read.
 */
public interface JournalReader {

  /**
   * Every persistence id that begins with {@code prefix} and has ever had an event, in the order of
   * its bytes.
   */
  List<String> persistenceIds(String prefix);

  /** The highest sequence number ever written for {@code persistenceId}; 0 when there is none. */
  long highestSequenceNr(String persistenceId);

  /**
   * Hands over events in order, without those that are deleted.
   *
   * @param from the lowest sequence number
   * @param to the highest sequence number
   * @param max the largest number of events
   * @throws StoreException if an event is missing or damaged; those before it were handed over
   */
  void replay(String persistenceId, long from, long to, long max, Consumer<StoredEvent> consumer);

  /**
   * The bytes that {@link JournalStore#putDefinition} was given.
   *
   * @throws StoreException if nobody gave it any of that hash, or they are damaged
   */
  byte[] definition(ContentHash hash);
}
