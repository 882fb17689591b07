package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.benchmark.Shapes;
import io.sampo.model.ContentHash;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StoredPlansTest {

  private static final byte[] SLOW = DefinitionFormat.encode(Shapes.job(Shapes.chain(2)));
  private static final byte[] FAST = DefinitionFormat.encode(Shapes.job(Shapes.chain(3)));
  private static final ContentHash MISSING = new ContentHash("0".repeat(64));

  private final SlowReader reader = new SlowReader();
  private final StoredPlans plans = new StoredPlans(new RunJournal(reader));

  /** Like that of the runs of a node with two processors. */
  private final ForkJoinPool pool = new ForkJoinPool(1);

  @AfterEach
  void interruptWhoStillWaits() {
    pool.shutdownNow();
  }

  @Test
  void while_a_definition_is_read_others_go_on_and_have_their_plans() throws Exception {
    var slow = pool.submit(() -> plans.plan(ContentHash.of(SLOW)));
    reader.begun.await();

    var fast = pool.submit(() -> plans.plan(ContentHash.of(FAST)));

    assertThat(fast.get().size()).isEqualTo(3);
    reader.open.countDown();
    assertThat(slow.get().size()).isEqualTo(2);
  }

  @Test
  void a_plan_is_made_once_for_all_who_want_it() throws Exception {
    var first = pool.submit(() -> plans.plan(ContentHash.of(SLOW)));
    reader.begun.await();
    var others =
        Stream.generate(() -> pool.submit(() -> plans.plan(ContentHash.of(SLOW))))
            .limit(3)
            .toList();
    reader.open.countDown();

    for (var other : others) {
      assertThat(other.get()).isSameAs(first.get());
    }
    assertThat(reader.reads).hasValue(1);
  }

  @Test
  void what_could_not_be_read_is_read_again_for_the_next() {
    for (var time = 1; time <= 2; time++) {
      assertThatThrownBy(() -> plans.plan(MISSING)).hasMessage("no definition");
      assertThat(reader.reads).hasValue(time);
    }
  }

  /** Has the definitions above, and reads one of them only once it may. */
  private static final class SlowReader implements JournalReader {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<ContentHash, byte[]> definitions =
        Map.of(ContentHash.of(SLOW), SLOW, ContentHash.of(FAST), FAST);

    @Override
    public byte[] definition(ContentHash hash) {
      reads.incrementAndGet();
      var bytes = definitions.get(hash);
      if (bytes == null) {
        throw new IllegalArgumentException("no definition");
      }
      if (hash.equals(ContentHash.of(SLOW))) {
        begun.countDown();
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return bytes;
    }

    @Override
    public List<String> persistenceIds(String prefix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long highestSequenceNr(String persistenceId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void replay(
        String persistenceId, long from, long to, long max, Consumer<StoredEvent> consumer) {
      throw new UnsupportedOperationException();
    }
  }
}
