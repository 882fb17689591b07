package io.sampo.persistence.rocks;

import io.sampo.model.ContentHash;
import io.sampo.persistence.JournalReader;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import io.sampo.persistence.rocks.Change.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** What can be read from a journal folder. Safe for use by many threads. */
public final class RocksReader implements JournalReader, AutoCloseable {

  /** Openings tried while another process writes the folder and removes files meanwhile. */
  private static final int OPENINGS_MAX = 10;

  private final Path folder;
  private final RocksHandle handle;

  RocksReader(Path folder, RocksHandle handle) {
    this.folder = folder;
    this.handle = handle;
  }

  /**
   * Opens {@code folder} as it is now, also while another process writes it; what is written later
   * is not seen. Changes nothing there, so the folder may be read-only. A torn end is left out.
   *
   * @throws StoreException if there is no journal, it is damaged or newer than this release
   */
  public static RocksReader openReadOnly(Path folder) {
    for (var opening = 1; ; opening++) {
      try {
        return openOnce(folder);
      } catch (StoreException e) {
        var mayPass = e.reason() == Reason.DAMAGED || e.reason() == Reason.FAILED;
        if (opening == OPENINGS_MAX || !mayPass) {
          throw e;
        }
      }
    }
  }

  private static RocksReader openOnce(Path folder) {
    try {
      if (!Files.isDirectory(folder) || !FolderFormat.holdsJournal(folder)) {
        throw new StoreException(
            Reason.UNKNOWN, folder + ": no journal is there; look for a folder of a run");
      }
      WalRecovery.judge(folder);
      return new RocksReader(folder, RocksHandle.open(folder, RocksHandle.Mode.READ));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  static StoreException unreadable(Path folder, IOException e) {
    var what = e instanceof NoSuchFileException ? "missing: " + e.getMessage() : e.toString();
    return new StoreException(
        Reason.FAILED,
        "%s: %s; see that the folder is there and that you may read and write it"
            .formatted(folder, what),
        e);
  }

  @Override
  public List<String> persistenceIds(String prefix) {
    return handle.read(db -> {
      var ids = new ArrayList<String>();
      var first = Keys.highest(prefix);
      try (var cursor = db.newIterator()) {
        for (cursor.seek(first); cursor.isValid(); cursor.next()) {
          var key = cursor.key();
          if (!startsWith(key, first)) {
            break;
          }
          ids.add(Keys.persistenceIdOfHighest(key));
        }
        cursor.status();
      }
      return ids;
    });
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public long highestSequenceNr(String persistenceId) {
    return head(persistenceId).highest();
  }

  @Override
  public void replay(
      String persistenceId, long from, long to, long max, Consumer<StoredEvent> consumer) {
    StoredEvent.checkPersistenceId(persistenceId);
    handle.read(db -> {
      var snapshot = db.getSnapshot();
      try (var options = new ReadOptions().setSnapshot(snapshot).setVerifyChecksums(true)) {
        var head = head(db, options, persistenceId);
        var first = Math.max(from, head.deletedTo() + 1);
        var last = Math.min(to, head.highest());
        var count = Math.min(max, last - first + 1);
        replay(db, options, persistenceId, first, first + count - 1, consumer);
      } finally {
        db.releaseSnapshot(snapshot);
      }
      return 0;
    });
  }

  private void replay(
      RocksDB db,
      ReadOptions options,
      String id,
      long first,
      long last,
      Consumer<StoredEvent> consumer)
      throws RocksDBException {
    try (var cursor = db.newIterator(options)) {
      cursor.seek(Keys.event(id, first));
      for (var next = first; next <= last; next++) {
        if (!cursor.isValid() || !Arrays.equals(cursor.key(), Keys.event(id, next))) {
          cursor.status();
          throw new StoreException(
              Reason.DAMAGED,
              "event %d of %s is missing in %s, though %d was written; restore the folder"
                  .formatted(next, id, folder, last));
        }
        consumer.accept(RecordFormat.decode(folder.toString(), id, next, cursor.value()));
        cursor.next();
      }
      cursor.status();
    }
  }

  /**
   * Passes the snapshots of {@code persistenceId} after the events {@code from} to {@code to}, the
   * latest first, for as long as {@code more} says so.
   *
   * @throws StoreException if one is not what was written
   */
  public void snapshots(String persistenceId, long from, long to, Predicate<StoredEvent> more) {
    StoredEvent.checkPersistenceId(persistenceId);
    handle.read(db -> {
      var first = Keys.snapshot(persistenceId, Math.max(0, from));
      try (var options = new ReadOptions().setVerifyChecksums(true);
          var cursor = db.newIterator(options)) {
        cursor.seekForPrev(Keys.snapshot(persistenceId, to));
        while (cursor.isValid()
            && Arrays.compareUnsigned(cursor.key(), first) >= 0
            && more.test(snapshot(persistenceId, cursor.key(), cursor.value()))) {
          cursor.prev();
        }
        cursor.status();
      }
      return 0;
    });
  }

  private StoredEvent snapshot(String persistenceId, byte[] key, byte[] value) {
    return RecordFormat.decodeSnapshot(folder.toString(), persistenceId, Keys.number(key), value);
  }

  @Override
  public byte[] definition(ContentHash hash) {
    return handle.read(db -> {
      var length = db.get(Keys.definition(hash));
      if (length == null) {
        throw new StoreException(
            Reason.UNKNOWN, "no definition %s is in %s".formatted(hash, folder));
      }
      var bytes = new ByteArrayOutputStream();
      for (var number = 0; bytes.size() < Keys.number(length); number++) {
        var chunk = db.get(Keys.chunk(hash, number));
        if (chunk == null) {
          throw damaged(hash, "chunk " + number + " is missing");
        }
        bytes.writeBytes(chunk);
      }
      if (!ContentHash.of(bytes.toByteArray()).equals(hash)) {
        throw damaged(hash, "its bytes have another hash");
      }
      return bytes.toByteArray();
    });
  }

  private StoreException damaged(ContentHash hash, String what) {
    return new StoreException(
        Reason.DAMAGED,
        "definition %s in %s: %s; restore the folder from a copy".formatted(hash, folder, what));
  }

  /** The first id that was never drawn. */
  long nextId() {
    return handle.read(db -> {
      var next = db.get(Keys.nextId());
      return next == null ? 1 : Keys.number(next);
    });
  }

  Head head(String persistenceId) {
    return handle.read(db -> {
      try (var options = new ReadOptions()) {
        return head(db, options, persistenceId);
      }
    });
  }

  private static Head head(RocksDB db, ReadOptions options, String persistenceId)
      throws RocksDBException {
    var highest = db.get(options, Keys.highest(persistenceId));
    var deleted = db.get(options, Keys.deleted(persistenceId));
    return new Head(
        highest == null ? 0 : Keys.number(highest), deleted == null ? 0 : Keys.number(deleted));
  }

  @Override
  public void close() {
    handle.close();
  }
}
