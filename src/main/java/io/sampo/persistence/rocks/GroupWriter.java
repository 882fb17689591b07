package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.rocks.Change.Head;
import io.sampo.persistence.rocks.Change.Heads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * The one thread that writes: whatever arrived while it wrote a group makes the next group, which
 * is one batch and one fsync. Answers only afterwards.
 *
 * <p>When a write fails, nobody knows what is on disk: an fsync that is repeated may succeed though
 * the pages of the failed one are gone. So it is never repeated; every write from then on is
 * refused with the cause, until the folder is opened, and thereby judged, anew.
 */
final class GroupWriter implements AutoCloseable {

  /** The disk behind the writer. */
  interface Disk {

    /** What is on disk for {@code persistenceId}. */
    Head head(String persistenceId) throws RocksDBException;

    /** Returns once {@code batch} is on disk. */
    void write(WriteBatch batch) throws RocksDBException;

    /** Notes that the group {@code number} is on disk. */
    void confirm(long number) throws IOException;
  }

  /** A change and who waits for it: gets the number of the group, or why not. */
  private record Write(Change change, CompletableFuture<Long> done) {}

  /** Persistence ids whose heads are kept in memory; the others are looked up. */
  private static final int HEADS_MAX = 10_000;

  private static final Write END = new Write(new Change.Barrier(), new CompletableFuture<>());

  private final String name;
  private final Disk disk;
  private final StoreSettings settings;
  private final ArrayBlockingQueue<Write> queue;
  private final AtomicLong queuedBytes = new AtomicLong();
  private final CachedHeads heads = new CachedHeads();
  private final Thread thread;
  private final Object gate = new Object();
  private boolean closing;
  private final CompletableFuture<StoreException> failure = new CompletableFuture<>();
  private long group;

  /** Begins to write; the next group is {@code group + 1}. */
  GroupWriter(String name, Disk disk, StoreSettings settings, long group) {
    this.name = name;
    this.disk = disk;
    this.settings = settings;
    this.group = group;
    this.queue = new ArrayBlockingQueue<>(settings.queueWritesMax());
    this.thread = Thread.ofPlatform().name("sampo-journal").daemon().start(this::run);
  }

  /**
   * Takes {@code change} or refuses it at once; completes, on the writer's thread, when on disk.
   */
  CompletableFuture<Long> write(Change change) {
    var write = new Write(change, new CompletableFuture<>());
    var refusal = enqueue(write);
    if (refusal != null) {
      write.done.completeExceptionally(refusal);
    }
    return write.done;
  }

  /** Completes when a write has failed, so that the folder must be opened anew. */
  CompletableFuture<StoreException> failure() {
    return failure.copy();
  }

  /** Writes what it has taken and ends. */
  @Override
  public void close() {
    synchronized (gate) {
      if (closing) {
        return;
      }
      closing = true;
    }
    try {
      queue.put(END);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Reason.FAILED, name + ": interrupted while it closed", e);
    }
  }

  private @Nullable StoreException enqueue(Write write) {
    var weight = write.change.weightBytes();
    if (weight > StoreSettings.WRITE_BYTES_MAX) {
      return new StoreException(
          Reason.TOO_LARGE,
          "%s: a write of %d bytes (expected: at most %d); write less at once"
              .formatted(name, weight, StoreSettings.WRITE_BYTES_MAX));
    }
    synchronized (gate) {
      if (failure.isDone()) {
        return failure.join();
      }
      if (closing) {
        return new StoreException(Reason.CLOSED, name + ": closed; open it again to write");
      }
      if (queuedBytes.get() + weight > settings.queueBytesMax() || !queue.offer(write)) {
        return new StoreException(
            Reason.OVERLOADED,
            ("%s: %d writes with %d bytes wait (expected: at most queue-writes-max %d,"
                    + " queue-bytes-max %d); write again later")
                .formatted(
                    name,
                    queue.size(),
                    queuedBytes.get(),
                    settings.queueWritesMax(),
                    settings.queueBytesMax()));
      }
      queuedBytes.addAndGet(weight);
      return null;
    }
  }

  private void run() {
    var open = true;
    while (open) {
      var writes = take();
      open = !writes.getLast().equals(END);
      commit(open ? writes : writes.subList(0, writes.size() - 1));
    }
  }

  /** Waits for a write, then takes all that are there, as far as a group goes. */
  private List<Write> take() {
    var writes = new ArrayList<Write>();
    try {
      var write = queue.take();
      var bytes = 0L;
      while (write != null) {
        writes.add(write);
        bytes += write.change.weightBytes();
        write = write.equals(END) || bytes >= settings.groupBytesMax() ? null : queue.poll();
      }
      queuedBytes.addAndGet(-bytes);
      return writes;
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the writer of " + name, e);
    }
  }

  private void commit(List<Write> writes) {
    var taken = new ArrayList<Write>(writes.size());
    try (var batch = new WriteBatch()) {
      if (failure.isDone()) {
        throw failure.join();
      }
      batch.put(Keys.group(), Keys.number(group + 1));
      for (var write : writes) {
        if (add(write, batch)) {
          taken.add(write);
        }
      }
      if (batch.count() > 1) {
        disk.write(batch);
        group++;
        disk.confirm(group);
      }
    } catch (RocksDBException | IOException | RuntimeException | Error e) {
      fail(writes, e);
      return;
    }
    taken.forEach(write -> write.done.complete(group));
  }

  /** Whether {@code write} is in the batch; otherwise it was refused and has been told. */
  private boolean add(Write write, WriteBatch batch) throws RocksDBException {
    batch.setSavePoint();
    try {
      write.change.addTo(batch, heads);
      batch.popSavePoint();
      return true;
    } catch (StoreException e) {
      batch.rollbackToSavePoint();
      write.done.completeExceptionally(e);
      return false;
    }
  }

  private void fail(List<Write> writes, Throwable cause) {
    synchronized (gate) {
      failure.complete(failed(cause));
    }
    var refusal = failure.join();
    writes.forEach(write -> write.done.completeExceptionally(refusal));
  }

  private StoreException failed(Throwable cause) {
    return new StoreException(
        Reason.FAILED,
        "%s: a write failed (%s), so nothing more is written; mend the disk and restart the node"
            .formatted(name, cause.getMessage()),
        cause);
  }

  /** The heads used last; only the writer's thread sees them. */
  private final class CachedHeads implements Heads {

    private final Map<String, Head> latest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Head> eldest) {
            return size() > HEADS_MAX;
          }
        };

    @Override
    public Head of(String persistenceId) throws RocksDBException {
      var head = latest.get(persistenceId);
      return head == null ? disk.head(persistenceId) : head;
    }

    @Override
    public void set(String persistenceId, Head head) {
      latest.put(persistenceId, head);
    }
  }
}
