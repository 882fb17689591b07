package io.sampo.persistence.rocks;

import static io.sampo.persistence.rocks.Events.event;
import static io.sampo.persistence.rocks.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.rocks.Change.Head;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class GroupWriterTest {

  /** A disk whose writes wait until they are let through, or fail. */
  private static final class SlowDisk implements GroupWriter.Disk {

    final Semaphore entered = new Semaphore(0);
    final Semaphore through = new Semaphore(0);
    final ConcurrentLinkedQueue<Integer> entries = new ConcurrentLinkedQueue<>();
    volatile boolean broken;

    @Override
    public Head head(String persistenceId) {
      return new Head(0, 0);
    }

    @Override
    public void write(WriteBatch batch) throws RocksDBException {
      entered.release();
      through.acquireUninterruptibly();
      entries.add(batch.count());
      if (broken) {
        throw new RocksDBException("fsync failed");
      }
    }

    @Override
    public void confirm(long number) throws IOException {}
  }

  /** What a write adds to its group: the event and its id's highest number. */
  private static final int ENTRIES_A_WRITE = 2;

  private final SlowDisk disk = new SlowDisk();

  @BeforeAll
  static void loadNativeCode() {
    RocksDB.loadLibrary();
  }

  @Test
  void what_arrives_during_a_write_makes_one_group() {
    var writer = writer(100);
    var first = append(writer, "a");
    disk.entered.acquireUninterruptibly();
    var next = List.of(append(writer, "b"), append(writer, "c"), append(writer, "d"));

    assertThat(first).isNotDone();
    disk.through.release(2);
    writer.close();

    assertThat(first).isCompletedWithValue(1L);
    assertThat(next).allSatisfy(write -> assertThat(write).isCompletedWithValue(2L));
    assertThat(disk.entries).containsExactly(1 + ENTRIES_A_WRITE, 1 + 3 * ENTRIES_A_WRITE);
  }

  @Test
  void a_refused_write_costs_its_group_nothing() {
    var writer = writer(100);
    var first = append(writer, "a");
    disk.entered.acquireUninterruptibly();
    var good = append(writer, "b");
    var refused = append(writer, "b");
    var after = append(writer, "c");

    disk.through.release(2);
    writer.close();

    assertRefused(refused::join, Reason.SEQUENCE_REFUSED);
    assertThat(List.of(first, good, after)).allSatisfy(write -> assertThat(write).isCompleted());
    assertThat(disk.entries).containsExactly(1 + ENTRIES_A_WRITE, 1 + 2 * ENTRIES_A_WRITE);
  }

  @Test
  void a_full_queue_refuses_and_what_it_took_is_written() {
    var writer = writer(2);
    var taken = new ArrayList<CompletableFuture<Long>>();
    taken.add(append(writer, "a"));
    disk.entered.acquireUninterruptibly();
    taken.add(append(writer, "b"));
    taken.add(append(writer, "c"));

    var refused = append(writer, "d");
    disk.through.release(2);
    writer.close();

    assertRefused(refused::join, Reason.OVERLOADED)
        .hasMessageContaining("2 writes")
        .hasMessageContaining("queue-writes-max 2");
    assertThat(taken).allSatisfy(write -> assertThat(write).isCompleted());
    assertThat(writer.failure()).isNotDone();
  }

  @Test
  void a_write_larger_than_any_group_is_refused() {
    var writer = writer(2);

    var write = writer.write(new Change.Put(new byte[1], new byte[16 << 20]));

    assertRefused(write::join, Reason.TOO_LARGE).hasMessageContaining("16777217 bytes");
    writer.close();
  }

  @Test
  void after_a_failed_write_nothing_is_written_any_more() {
    disk.broken = true;
    disk.through.release(100);
    var writer = writer(100);

    var failed = append(writer, "a");
    assertRefused(failed::join, Reason.FAILED).hasMessageContaining("fsync failed");
    disk.broken = false;

    assertRefused(append(writer, "b")::join, Reason.FAILED).hasMessageContaining("fsync failed");
    assertRefused(writer.write(new Change.Barrier())::join, Reason.FAILED);
    writer.close();
    assertThat(writer.failure().join()).hasMessageContaining("fsync failed");
    assertThat(disk.entries).hasSize(1);
  }

  @Test
  void what_waits_behind_a_failing_write_fails_with_it() {
    disk.broken = true;
    var writer = writer(100);
    var first = append(writer, "a");
    disk.entered.acquireUninterruptibly();
    var next = append(writer, "b");

    disk.through.release(2);
    writer.close();

    assertRefused(first::join, Reason.FAILED);
    assertRefused(next::join, Reason.FAILED).hasMessageContaining("fsync failed");
    assertThat(disk.entries).hasSize(1);
  }

  private GroupWriter writer(int queueWritesMax) {
    var defaults = StoreSettings.DEFAULT;
    return new GroupWriter(
        "FOLDER",
        disk,
        new StoreSettings(queueWritesMax, defaults.queueBytesMax(), defaults.groupBytesMax()),
        0);
  }

  private static CompletableFuture<Long> append(GroupWriter writer, String id) {
    return writer.write(new Change.Append(List.of(event(id, 1, "x"))));
  }
}
