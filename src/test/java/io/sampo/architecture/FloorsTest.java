package io.sampo.architecture;

import static io.sampo.architecture.House.CLASSES;
import static io.sampo.architecture.House.CORE;
import static io.sampo.architecture.House.FLOORS;
import static io.sampo.architecture.House.GUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house as it stands. That each rule bites is shown by {@link PlantedTest}. */
class FloorsTest {

  private static final CoreRules RULES = new CoreRules(FLOORS, CORE, GUESTS);

  static Set<String> packages() {
    return FLOORS.packages(CLASSES);
  }

  @ParameterizedTest(name = "{0} looks down only")
  @MethodSource("packages")
  void a_package_looks_down_only(String from) {
    assertThat(FLOORS.violations(CLASSES, from)).isEmpty();
  }

  @Test
  void every_package_has_a_floor() {
    assertThat(FLOORS.homeless(CLASSES)).isEmpty();
  }

  @Test
  void no_package_is_on_two_floors() {
    assertThat(FLOORS.floors().stream().flatMap(Set::stream)).doesNotHaveDuplicates();
  }

  @Test
  void the_core_knows_no_framework() {
    assertThat(inCore(RULES::foreignTypes)).isEmpty();
  }

  @Test
  void the_core_takes_time_and_chance_as_arguments() {
    assertThat(inCore(RULES::impurities)).isEmpty();
  }

  @Test
  void every_package_is_null_marked() {
    assertThat(Packages.unmarked(CLASSES)).isEmpty();
  }

  @Test
  void no_package_holds_more_than_15_types() {
    assertThat(Packages.crowded(CLASSES, 15)).isEmpty();
  }

  private static List<String> inCore(Function<JavaClass, List<String>> rule) {
    return CLASSES.stream()
        .filter(type -> CORE.stream().anyMatch(name -> FLOORS.holds(name, type)))
        .flatMap(type -> rule.apply(type).stream())
        .toList();
  }
}
