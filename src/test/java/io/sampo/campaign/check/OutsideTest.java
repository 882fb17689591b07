package io.sampo.campaign.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class OutsideTest {

  private static final String HERE = OutsideTest.class.getPackageName();

  @Test
  void the_judge_knows_nothing_of_what_it_judges() {
    var classes = new ClassFileImporter().importPackages(HERE);

    assertThat(classes.stream().map(JavaClass::getSimpleName)).contains("Judge", "History");
    assertThat(
            classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(type -> type.getPackageName().startsWith("io.sampo"))
                .filter(type -> !type.getPackageName().startsWith(HERE))
                .map(JavaClass::getName))
        .isEmpty();
  }
}
