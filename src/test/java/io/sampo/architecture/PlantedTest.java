package io.sampo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sampo.architecture.planted.dag.Foreign;
import io.sampo.architecture.planted.dag.Impure;
import io.sampo.architecture.planted.dag.Pure;
import io.sampo.architecture.planted.template.ReadsJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that each rule of {@link FloorsTest} bites, on a small house with planted violations. */
class PlantedTest {

  private static final String ROOT = "io.sampo.architecture.planted";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);
  private static final Floors FLOORS =
      new Floors(ROOT, List.of(Set.of("model"), Set.of("dag", "template"), Set.of("unmarked")));
  private static final CoreRules RULES =
      new CoreRules(
          FLOORS,
          Set.of("model", "dag", "template"),
          Map.of("template", Set.of("com.fasterxml.jackson.core", "java.io.IOException")));

  @Test
  void a_sub_package_that_looks_up_is_found_and_one_that_looks_at_its_parent_is_not() {
    assertThat(FLOORS.violations(CLASSES, "model"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("part.PartThatLooksUp", "dag.LooksDown"));
  }

  @Test
  void a_package_that_looks_sideways_is_found() {
    assertThat(FLOORS.violations(CLASSES, "template"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("LooksSideways", "dag.LooksDown"));
  }

  @Test
  void what_looks_at_a_package_without_floor_is_found_and_what_looks_down_is_not() {
    assertThat(FLOORS.violations(CLASSES, "dag"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).contains("dag.Foreign", "attic.WithoutFloor"));
  }

  @Test
  void a_package_without_floor_is_found() {
    assertThat(FLOORS.homeless(CLASSES)).containsExactly("attic");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.currentTimeMillis",
        "System.nanoTime",
        "System.identityHashCode",
        "System.getProperty",
        "Instant.now",
        "LocalDate.now",
        "Math.random",
        "Random.<init>()",
        "SplittableRandom.<init>()",
        "RandomGenerator.getDefault",
        "UUID.randomUUID",
        "Collections.shuffle",
        "Object.hashCode",
        "ZoneId.systemDefault",
        "Locale.getDefault",
        "List.parallelStream",
        "Stream.parallel"
      })
  void a_clock_chance_or_the_machine_in_the_core_is_found(String member) {
    assertThat(RULES.impurities(CLASSES.get(Impure.class)))
        .anySatisfy(line -> assertThat(line).contains("." + member));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.ConcurrentHashMap",
        "java.util.IdentityHashMap",
        "java.nio.file.Files",
        "java.io.IOException",
        "java.lang.Thread>",
        "java.lang.Thread$Builder",
        "java.time.Clock",
        "org.apache.pekko.actor.typed.ActorRef",
        "com.fasterxml.jackson.core.JsonParser",
        "planted.attic.WithoutFloor"
      })
  void a_framework_io_or_a_thread_in_the_core_is_found(String type) {
    assertThat(RULES.foreignTypes(CLASSES.get(Foreign.class)))
        .anySatisfy(line -> assertThat(line).contains(type));
  }

  @Test
  void a_guest_of_one_package_is_let_in_there_but_neither_its_kin_nor_its_neighbours() {
    assertThat(RULES.foreignTypes(CLASSES.get(ReadsJson.class)))
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(line)
                .containsPattern("jackson\\.core\\.json\\.JsonReadFeature|java\\.io\\.Reader"))
        .anySatisfy(line -> assertThat(line).contains("JsonReadFeature"))
        .anySatisfy(line -> assertThat(line).contains("java.io.Reader"));
  }

  @Test
  void plain_java_with_a_seed_and_time_as_an_argument_is_left_alone() {
    assertThat(RULES.impurities(CLASSES.get(Pure.class))).isEmpty();
    assertThat(RULES.foreignTypes(CLASSES.get(Pure.class))).isEmpty();
  }

  @Test
  void a_package_without_mark_is_found() {
    assertThat(Packages.unmarked(CLASSES)).containsExactly(ROOT + ".unmarked");
  }

  @Test
  void a_package_with_too_many_types_is_found() {
    assertThat(Packages.crowded(CLASSES, 3)).containsExactly(Map.entry(ROOT + ".dag", 4L));
  }
}
