package io.sampo.persistence.rocks;

import io.sampo.model.ContentHash;
import io.sampo.persistence.JournalStore;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import io.sampo.persistence.rocks.Change.Head;
import io.sampo.persistence.rocks.RocksHandle.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal folder, opened for writing. What it confirmed is on disk, fsynced. Safe for use by many
 * threads.
 */
public final class RocksStore implements JournalStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

  /** Bytes of one chunk of a definition. */
  private static final int CHUNK_BYTES = 64 * 1024;

  /** Chunks of one definition that wait for the disk at a time. */
  private static final int CHUNKS_UNDER_WAY_MAX = 64;

  private final Path folder;
  private final FolderLock lock;
  private final RocksHandle handle;
  private final AcknowledgedMark mark;
  private final RocksReader reader;
  private final GroupWriter writer;
  private final List<String> warnings;

  private RocksStore(Opening opening, StoreSettings settings) throws IOException {
    this.folder = opening.folder;
    this.lock = opening.lock;
    this.handle = opening.handle;
    this.warnings = opening.warnings;
    this.reader = new RocksReader(folder, handle);
    this.mark = AcknowledgedMark.open(folder);
    mark.set(opening.group);
    this.writer = new GroupWriter(folder.toString(), new Disk(), settings, opening.group);
  }

  /**
   * Opens {@code folder}, or makes it. The end that a crash tore from the log is cut off with a
   * warning.
   *
   * @throws StoreException if the folder is in use, damaged, newer than this release or not
   *     readable
   */
  public static RocksStore open(Path folder, StoreSettings settings) {
    try {
      Files.createDirectories(folder);
      var lock = FolderLock.acquire(folder);
      try {
        return new RocksStore(Opening.of(folder, lock), settings);
      } catch (IOException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw RocksReader.unreadable(folder, e);
    }
  }

  /** What the opening found and mended, for people; mostly nothing. */
  public List<String> warnings() {
    return warnings;
  }

  /** What can be read from this folder; sees every confirmed write. Not the caller's to close. */
  @Override
  public RocksReader reader() {
    return reader;
  }

  /**
   * Completes when a write or fsync has failed: all later writes are refused, and the node should
   * end and start anew, which judges what is on the disk.
   */
  public CompletableFuture<StoreException> failure() {
    return writer.failure();
  }

  /**
   * Appends events of one persistence id, all or none.
   *
   * @return completes with the number of the group they are in, once they are on disk; or with a
   *     {@link StoreException}. On a thread that must not be blocked
   */
  public CompletableFuture<Long> append(List<StoredEvent> events) {
    return events.isEmpty()
        ? writer.write(new Change.Barrier())
        : writer.write(new Change.Append(List.copyOf(events)));
  }

  /**
   * Deletes the events of {@code persistenceId} up to {@code sequenceNr}; answers as append does.
   */
  public CompletableFuture<Long> deleteTo(String persistenceId, long sequenceNr) {
    StoredEvent.checkPersistenceId(persistenceId);
    return writer.write(new Change.DeleteTo(persistenceId, sequenceNr));
  }

  /**
   * Keeps where {@code persistenceId} stood after an event, written as an event is; in place of one
   * that was kept for the same event. Answers as append does.
   */
  public CompletableFuture<Long> putSnapshot(StoredEvent snapshot) {
    var key = Keys.snapshot(snapshot.persistenceId(), snapshot.sequenceNr());
    return writer.write(new Change.Put(key, RecordFormat.encode(key, snapshot)));
  }

  /** Forgets the snapshots after these events; answers as append does. */
  public CompletableFuture<Long> deleteSnapshots(String persistenceId, List<Long> sequenceNrs) {
    return writer.write(
        new Change.Delete(
            sequenceNrs.stream().map(number -> Keys.snapshot(persistenceId, number)).toList()));
  }

  /** Completes as soon as everything that was given before has been written or refused. */
  public CompletableFuture<Long> barrier() {
    return writer.write(new Change.Barrier());
  }

  @Override
  public ContentHash putDefinition(byte[] bytes) {
    var hash = ContentHash.of(bytes);
    var chunks = (bytes.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
    for (var first = 0; first < chunks; first += CHUNKS_UNDER_WAY_MAX) {
      var last = Math.min(chunks, first + CHUNKS_UNDER_WAY_MAX);
      var written = new CompletableFuture<?>[last - first];
      for (var number = first; number < last; number++) {
        var from = number * CHUNK_BYTES;
        var chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + CHUNK_BYTES));
        written[number - first] = writer.write(new Change.Put(Keys.chunk(hash, number), chunk));
      }
      await(CompletableFuture.allOf(written));
    }
    await(writer.write(new Change.Put(Keys.definition(hash), Keys.number(bytes.length))));
    return hash;
  }

  @Override
  public synchronized long drawIds(int count) {
    var first = reader.nextId();
    JournalStore.checkDraw(first, count);
    await(writer.write(new Change.Put(Keys.nextId(), Keys.number(first + count))));
    return first;
  }

  /** Writes what it has taken, then lets go of the folder. Closing twice does nothing. */
  @Override
  public void close() {
    writer.close();
    try {
      if (!writer.failure().isDone() && !handle.closed()) {
        handle.flush();
      }
    } catch (RocksDBException e) {
      LOG.warn("{}: not tidied at its closing, nothing is lost", folder, e);
    }
    handle.close();
    try (lock) {
      mark.close();
    } catch (IOException e) {
      throw RocksReader.unreadable(folder, e);
    }
  }

  private static void await(CompletableFuture<?> written) {
    try {
      written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException refusal ? refusal : e;
    }
  }

  /** A folder that was judged, mended and opened. */
  private record Opening(
      Path folder, FolderLock lock, RocksHandle handle, long group, List<String> warnings) {

    static Opening of(Path folder, FolderLock lock) throws IOException {
      if (!FolderFormat.holdsJournal(folder)) {
        FolderFormat.write(folder);
        var handle = RocksHandle.open(folder, Mode.NEW);
        WalRecovery.syncFolder(folder);
        return new Opening(folder, lock, handle, 0, List.of());
      }
      var found = WalRecovery.judge(folder);
      var warnings = found.cut();
      warnings.forEach(LOG::warn);
      var handle = RocksHandle.open(folder, Mode.WRITE);
      var group = handle.group();
      if (group != found.newest()) {
        handle.close();
        throw new StoreException(
            Reason.DAMAGED,
            "%s: RocksDB ends with write %d (expected: %d); restore the folder from a copy"
                .formatted(folder, group, found.newest()));
      }
      return new Opening(folder, lock, handle, found.newest(), warnings);
    }
  }

  private final class Disk implements GroupWriter.Disk {

    @Override
    public Head head(String persistenceId) {
      return reader.head(persistenceId);
    }

    @Override
    public void write(WriteBatch batch) throws RocksDBException {
      handle.write(batch);
    }

    @Override
    public void confirm(long number) throws IOException {
      mark.set(number);
    }
  }
}
