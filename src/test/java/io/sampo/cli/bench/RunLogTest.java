package io.sampo.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunLogTest {

  private static final String STARTED =
      "{'event':'AttemptsStarted','at':1,'attempts':[{'task_key':'%s','attempt':0,'fence':1}]}";
  private static final String ENDED =
      "{'event':'AttemptsEnded','at':2,'attempts':[{'task_key':'%s','outcome':'%s'}]}";

  private final List<Long> hops = new ArrayList<>();
  private final RunLog log = new RunLog(Set.of("a", "b"), hops::add);
  private long nanos;

  @Test
  void a_run_whose_tasks_all_ran_once_has_no_fault() {
    tell("{'event':'RunSubmitted','at':1000}");
    run("a");
    run("b");
    assertThat(log.isOver()).isFalse();
    tell("{'event':'RunEnded','at':1007,'result':'SUCCESS'}");

    assertThat(log.isOver()).isTrue();
    assertThat(log.fault()).isEmpty();
    assertThat(log.endedMillis() - log.beganMillis()).isEqualTo(7);
    assertThat(hops).containsExactly(20L);
  }

  @Test
  void a_task_that_was_started_twice_is_one() {
    run("a");
    run("b");
    tell(STARTED.formatted("b"));

    assertThat(ended("SUCCESS")).isEqualTo("task b was started 2 times (expected: once)");
  }

  @Test
  void an_attempt_that_was_given_back_did_not_run() {
    run("a");
    tell(STARTED.formatted("b"));
    tell("{'event':'AssignmentsReturned','attempts':[{'task_key':'b','attempt':0}]}");
    run("b");

    assertThat(ended("SUCCESS")).isEmpty();
  }

  @Test
  void a_task_that_did_not_succeed_is_one() {
    run("a");
    tell(STARTED.formatted("b"));
    tell(ENDED.formatted("b", "LOST"));

    assertThat(ended("SUCCESS")).isEqualTo("task b was successful 0 times (expected: once)");
  }

  @Test
  void a_task_that_nobody_submitted_is_one() {
    run("a");
    run("b");
    run("c");

    assertThat(ended("SUCCESS")).isEqualTo("tasks that nobody submitted: [c]");
  }

  @Test
  void a_run_that_failed_is_one() {
    assertThat(ended("FAILED")).isEqualTo("the run ended as FAILED (expected: SUCCESS)");
  }

  private String ended(String result) {
    tell("{'event':'RunEnded','at':9,'result':'%s'}".formatted(result));
    return log.fault();
  }

  private void run(String task) {
    tell(STARTED.formatted(task));
    tell(ENDED.formatted(task, "SUCCESS"));
  }

  private void tell(String event) {
    nanos += 10;
    try {
      log.add(new ObjectMapper().readTree(event.replace('\'', '"')), nanos);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(event, e);
    }
  }
}
