package io.sampo.persistence;

import io.sampo.model.Check;

/**
 * One event as it lies in the journal.
 *
 * @param persistenceId whose event it is; 1 to 1,000 characters, none of them NUL
 * @param sequenceNr counts from 1 without a gap for each persistence id
 * @param serializerId of the Pekko serializer that wrote {@code payload}
 * @param manifest of that serializer: the event's stable name and version
 * @param adapterManifest of Pekko's event adapter; mostly empty
 * @param writerUuid of the life of the entity that wrote it
 * @param timestampMillis when it was written, in milliseconds since the epoch
 * @param payload handed over: nobody changes it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of every event would double the garbage
public record StoredEvent(
    String persistenceId,
    long sequenceNr,
    int serializerId,
    String manifest,
    String adapterManifest,
    String writerUuid,
    long timestampMillis,
    byte[] payload) {

  /** Bytes that an event weighs beyond its payload, as far as limits are concerned. */
  private static final int OVERHEAD_BYTES = 256;

  private static final int PERSISTENCE_ID_CHARS_MAX = 1_000;

  public StoredEvent {
    checkPersistenceId(persistenceId);
    Check.range("sequence number of " + persistenceId, sequenceNr, 1, Long.MAX_VALUE);
  }

  /** What this event counts for in the limits of a write and of the queue. */
  public long weightBytes() {
    return (long) payload.length + OVERHEAD_BYTES;
  }

  /** Refuses what can be no persistence id. */
  public static void checkPersistenceId(String id) {
    Check.that(
        !id.isEmpty() && id.length() <= PERSISTENCE_ID_CHARS_MAX && id.indexOf('\0') < 0,
        "persistence id",
        id,
        "1 to " + PERSISTENCE_ID_CHARS_MAX + " characters, none of them NUL");
  }
}
