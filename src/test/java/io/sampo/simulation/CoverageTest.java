package io.sampo.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import io.sampo.run.Refusal;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.StopReason;
import io.sampo.simulation.Witness.Sightings;
import io.sampo.slots.Adoption;
import io.sampo.slots.Instruction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stories of 3,000 seeds have everything in them, or what they prove would be less. */
class CoverageTest {

  private static final Set<String> SEEN = new TreeSet<>();

  @BeforeAll
  static void tell() {
    for (var seed = 1; seed <= 3_000; seed++) {
      SEEN.addAll(new Simulation(seed, EnumSet.noneOf(Flaw.class)).run().seen());
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {RunEvent.class, Outcome.class, Next.class, Stage.class, Instruction.class})
  void every_kind_occurs(Class<?> sealed) {
    assertThat(SEEN).containsAll(kinds(sealed));
  }

  @Test
  void every_state_of_a_task_occurs() {
    assertThat(SEEN).containsAll(names(Arrays.stream(TaskStatus.values())));
  }

  @Test
  void every_result_of_a_run_occurs() {
    assertThat(SEEN).containsAll(names(Arrays.stream(RunResult.values())));
  }

  @Test
  void every_reason_to_stop_a_run_or_task_occurs() {
    assertThat(SEEN).containsAll(names(Arrays.stream(StopReason.values())));
  }

  @Test
  void every_reason_to_stop_an_attempt_occurs() {
    assertThat(SEEN).containsAll(names(Arrays.stream(Instruction.Stop.Why.values())));
  }

  @Test
  void a_worker_goes_on_though_the_only_coordinator_is_dead() {
    assertThat(SEEN).contains(Sightings.name(Adoption.class));
  }

  @Test
  void every_refusal_occurs_but_those_that_take_a_bug() {
    var bugs = EnumSet.of(Refusal.BUG, Refusal.ID_TAKEN);
    var others = EnumSet.complementOf(bugs);
    others.remove(Refusal.TOO_MANY_REPAIRS); // It takes a thousand.
    others.remove(Refusal.TOO_LARGE); // It takes a message's worth of parameters.

    assertThat(SEEN).containsAll(names(others.stream()));
    assertThat(SEEN).doesNotContainAnyElementsOf(names(bugs.stream()));
  }

  private static Set<String> kinds(Class<?> sealed) {
    return leaves(sealed).map(Sightings::name).collect(Collectors.toSet());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CoverageTest::leaves)
        : Stream.of(type);
  }

  private static Set<String> names(Stream<? extends Enum<?>> constants) {
    return constants.map(Sightings::name).collect(Collectors.toSet());
  }
}
