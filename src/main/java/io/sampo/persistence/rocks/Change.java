package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** One thing to be written, whole or not at all. */
sealed interface Change {

  /** What it counts for in the limits of a group and of the queue. */
  long weightBytes();

  /**
   * Adds itself to the group being made.
   *
   * @throws StoreException if it is refused; what it added until then is taken back by the caller
   */
  void addTo(WriteBatch batch, Heads heads) throws RocksDBException;

  /**
   * Events of one persistence id with consecutive sequence numbers.
   *
   * <p>Refused when the first number is not the one after the highest that was ever written: a
   * taken number means that somebody else writes for this persistence id, a gap that something was
   * lost.
   */
  record Append(List<StoredEvent> events) implements Change {

    @Override
    public long weightBytes() {
      return events.stream().mapToLong(StoredEvent::weightBytes).sum();
    }

    @Override
    public void addTo(WriteBatch batch, Heads heads) throws RocksDBException {
      var id = events.getFirst().persistenceId();
      var head = heads.of(id);
      var highest = head.highest();
      for (var event : events) {
        if (!event.persistenceId().equals(id) || event.sequenceNr() != highest + 1) {
          throw refused(event, id, highest);
        }
        var key = Keys.event(id, event.sequenceNr());
        batch.put(key, RecordFormat.encode(key, event));
        highest = event.sequenceNr();
      }
      batch.put(Keys.highest(id), Keys.number(highest));
      heads.set(id, new Head(highest, head.deletedTo()));
    }

    private static StoreException refused(StoredEvent event, String id, long highest) {
      return new StoreException(
          Reason.SEQUENCE_REFUSED,
          ("sequence number %d of %s (expected: %d of %s); %s, nothing was written: replay"
                  + " before writing again")
              .formatted(
                  event.sequenceNr(),
                  event.persistenceId(),
                  highest + 1,
                  id,
                  event.sequenceNr() <= highest ? "another writer took it" : "it leaves a gap"));
    }
  }

  /** The events of {@code persistenceId} up to {@code sequenceNr} are not replayed any more. */
  record DeleteTo(String persistenceId, long sequenceNr) implements Change {

    @Override
    public long weightBytes() {
      return persistenceId.length();
    }

    @Override
    public void addTo(WriteBatch batch, Heads heads) throws RocksDBException {
      var head = heads.of(persistenceId);
      var to = Math.min(sequenceNr, head.highest());
      if (to > head.deletedTo()) {
        batch.put(Keys.deleted(persistenceId), Keys.number(to));
        batch.deleteRange(
            Keys.event(persistenceId, head.deletedTo() + 1), Keys.event(persistenceId, to + 1));
        heads.set(persistenceId, new Head(head.highest(), to));
      }
    }
  }

  /** A key's new value, whatever it had before. */
  @SuppressWarnings("ArrayRecordComponent") // made for one write and never compared
  record Put(byte[] key, byte[] value) implements Change {

    @Override
    public long weightBytes() {
      return (long) key.length + value.length;
    }

    @Override
    public void addTo(WriteBatch batch, Heads heads) throws RocksDBException {
      batch.put(key, value);
    }
  }

  /** Keys that are no more. */
  record Delete(List<byte[]> keys) implements Change {

    @Override
    public long weightBytes() {
      return keys.stream().mapToLong(key -> key.length).sum();
    }

    @Override
    public void addTo(WriteBatch batch, Heads heads) throws RocksDBException {
      for (var key : keys) {
        batch.delete(key);
      }
    }
  }

  /** Nothing: done when everything before it is on disk. */
  record Barrier() implements Change {

    @Override
    public long weightBytes() {
      return 0;
    }

    @Override
    public void addTo(WriteBatch batch, Heads heads) {}
  }

  /**
   * How far one persistence id has come.
   *
   * @param highest sequence number ever written; 0 for none
   * @param deletedTo its events up to this number are deleted; 0 for none
   */
  record Head(long highest, long deletedTo) {}

  /** How far each persistence id has come, with what is in the group being made. */
  interface Heads {

    Head of(String persistenceId) throws RocksDBException;

    void set(String persistenceId, Head head);
  }
}
