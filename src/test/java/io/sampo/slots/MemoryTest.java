package io.sampo.slots;

import static io.sampo.slots.Bench.SELF;
import static io.sampo.slots.Bench.begun;
import static io.sampo.slots.Bench.reports;
import static io.sampo.slots.Bench.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

  private static final Outcome DONE = Outcome.Succeeded.PLAIN;

  @Test
  void a_run_that_nothing_is_left_of_is_forgotten_in_time() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1);
    bench.end(1, DONE);
    bench.settle(settled(1));

    bench.pass(WorkerBooks.MEMORY_MILLIS - 1);
    assertThat(begun(bench.start(0, 1))).isEmpty();

    bench.pass(WorkerBooks.MEMORY_MILLIS);
    assertThat(begun(bench.start(0, 1))).containsExactly(1L);
  }

  @Test
  void a_run_with_an_attempt_is_never_forgotten_and_keeps_no_other_remembered() {
    var bench = new Bench(9, 0, 9);
    bench.start(0, 1);
    var other = new RunOrders(new RunId(8), SELF, 5, 9, 9, List.of(), List.of(), List.of(), true);
    bench.take(other);

    bench.pass(WorkerBooks.MEMORY_MILLIS);

    assertThat(begun(bench.start(0, 1))).isEmpty();
    var older = new RunOrders(new RunId(8), SELF, 1, 0, 0, List.of(), List.of(), List.of(), true);
    assertThat(reports(bench.take(older))).extracting(RunReport::epoch).containsExactly(1L);
  }
}
