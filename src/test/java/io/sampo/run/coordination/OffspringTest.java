package io.sampo.run.coordination;

import static io.sampo.run.RunStory.RUN;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.job;
import static io.sampo.run.Tasks.plan;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.ChildOrder;
import io.sampo.message.ChildReport;
import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.Submission.Cause.Parent;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.StopReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffspringTest {

  private static final RunId CHILD = new RunId(90);
  private static final ContentHash OTHER = new ContentHash("b".repeat(64));
  private static final Submission WITH_OTHER =
      new Submission(
          new ContentHash("a".repeat(64)),
          Map.of(),
          Map.of("/f", OTHER),
          Map.of("/other.yaml", OTHER),
          Cause.ONE_TIME);
  private static final Submission ITS_OWN =
      new Submission(
          OTHER,
          Map.of("layer", "j"),
          Map.of("/f", OTHER),
          Map.of("/other.yaml", OTHER),
          Cause.of(new Parent(RUN, 0, 0, 1)));

  @Test
  void a_child_is_asked_for_once_it_is_journaled_and_again_until_it_has_ended() {
    var desk = parent();
    assertThat(desk.coordination.wanted(desk.now())).containsExactly(new Coordination.Wanted(0, 2));

    desk.handle(new RunCommand.BeginChild(0, CHILD));

    var order = new ChildOrder(CHILD, ITS_OWN, false);
    assertThat(desk.coordination.childOrders(desk.now())).containsExactly(order);
    assertThat(desk.coordination.childOrders(desk.now())).isEmpty();
    assertThat(desk.coordination.nextMillis(desk.now()))
        .isEqualTo(desk.now().elapsedMillis() + Offspring.REPEAT_MILLIS);

    desk.pass(Offspring.REPEAT_MILLIS);
    assertThat(desk.coordination.childOrders(desk.now())).containsExactly(order);

    desk.handle(new RunCommand.HearChild(0, CHILD, RunResult.SUCCESS, "", 0));
    assertThat(desk.run().result()).isEqualTo(RunResult.SUCCESS);
    assertThat(desk.coordination.childOrders(desk.pass(5_000).now())).isEmpty();
  }

  @Test
  void a_child_is_told_at_once_that_it_is_to_end() {
    var desk = parent();
    desk.handle(new RunCommand.BeginChild(0, CHILD));
    desk.coordination.childOrders(desk.now());

    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));

    assertThat(desk.coordination.childOrders(desk.now()))
        .containsExactly(new ChildOrder(CHILD, ITS_OWN, true));
  }

  @Test
  void an_order_brings_the_run_into_being_and_its_end_is_told_whenever_it_is_asked() {
    var desk = new Desk(plan(task("a")));
    var order = new ChildOrder(CHILD, plain(), false);

    obey(desk, order);
    assertThat(desk.run().run()).isEqualTo(CHILD);
    assertThat(desk.coordination.childReports()).isEmpty();

    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));
    var report = new ChildReport(RUN, 0, CHILD, RunResult.CANCELED, "Run canceled.");
    assertThat(desk.coordination.childReports()).containsExactly(report);
    assertThat(desk.coordination.childReports()).isEmpty();

    obey(desk, order);
    assertThat(desk.coordination.childReports()).containsExactly(report);
  }

  @Test
  void an_order_for_a_run_that_cannot_be_is_answered_as_if_it_had_failed() {
    var desk = new Desk(plan(task("a")));
    var odd =
        new Submission(
            OTHER, Map.of("x", "1"), Map.of(), Map.of(), Cause.of(new Parent(RUN, 0, 0, 1)));

    obey(desk, new ChildOrder(CHILD, odd, false));

    assertThat(desk.coordination.childReports())
        .containsExactly(
            new ChildReport(
                RUN, 0, CHILD, RunResult.FAILED, "x (expected: none, the job has no parameters)"));
    assertThat(desk.coordination.childReports()).isEmpty();
  }

  @Test
  void a_task_that_may_begin_another_run_is_not_waited_for() {
    var desk = new Desk(plan(job("j", "/other.yaml").with(retries(1, 500, null))));
    desk.handle(new RunCommand.Submit(RUN, WITH_OTHER));
    desk.handle(new RunCommand.BeginChild(0, CHILD));
    desk.handle(new RunCommand.HearChild(0, CHILD, RunResult.FAILED, "", 0));
    desk.demands();
    assertThat(desk.coordination.nextMillis(desk.now()))
        .isEqualTo(desk.now().elapsedMillis() + 500);

    desk.pass(600);

    assertThat(desk.coordination.nextMillis(desk.now())).isEqualTo(desk.now().elapsedMillis());
  }

  @Test
  void an_order_to_end_is_obeyed_once() {
    var desk = new Desk(plan(task("a")));

    obey(desk, new ChildOrder(CHILD, plain(), true));
    obey(desk, new ChildOrder(CHILD, plain(), true));

    assertThat(desk.events()).filteredOn(RunEvent.StopRequested.class::isInstance).hasSize(1);
    assertThat(desk.run().result()).isEqualTo(RunResult.CANCELED);
  }

  @Test
  void a_run_that_nobody_is_above_reports_to_nobody() {
    var desk = Desk.started(plan(task("a")), W1, 1);

    desk.handle(new RunCommand.Stop(StopReason.CANCELED, "ann"));

    assertThat(desk.coordination.childReports()).isEmpty();
  }

  private static Desk parent() {
    var desk = new Desk(plan(job("j", "/other.yaml")));
    desk.handle(new RunCommand.Submit(RUN, WITH_OTHER));
    return desk;
  }

  private static Submission plain() {
    return new Submission(OTHER, Map.of(), Map.of(), Map.of(), Cause.of(new Parent(RUN, 0, 0, 1)));
  }

  private static void obey(Desk desk, ChildOrder order) {
    desk.handle(desk.coordination.commands(order).toArray(RunCommand[]::new));
  }
}
