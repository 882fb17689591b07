package io.sampo.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.sampo.model.TaskKey;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real house: Sampo's own classes without its tests, and the floor of each package. */
final class House {

  static final Floors FLOORS =
      new Floors(
          "io.sampo",
          List.of(
              Set.of("model"),
              Set.of("dag", "template", "calendar", "message"),
              Set.of("run", "job", "token", "placement", "slots", "membership"),
              Set.of("simulation", "definition", "execution", "artifact", "config", "telemetry"),
              Set.of("protocol"),
              Set.of("persistence"),
              Set.of("coordinator", "dispatcher", "worker", "projection", "notification"),
              Set.of("cluster"),
              Set.of("api"),
              Set.of("cli", "testkit")));

  /** The packages without framework, clock and chance. */
  static final Set<String> CORE =
      Set.of(
          "model",
          "dag",
          "template",
          "calendar",
          "message",
          "run",
          "job",
          "token",
          "placement",
          "slots",
          "membership",
          "simulation");

  /**
   * What single packages of the core may use beside plain Java. {@code template} reads JSON from
   * text in memory; the parser declares an {@code IOException} that cannot happen there.
   */
  static final Map<String, Set<String>> GUESTS =
      Map.of("template", Set.of("com.fasterxml.jackson.core", "java.io.IOException"));

  /** Imported once: the same for every test. */
  static final JavaClasses CLASSES = new ClassFileImporter().importPath(mainClasses());

  private House() {}

  private static Path mainClasses() {
    try {
      return Path.of(TaskKey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("main classes lie at no path", e);
    }
  }
}
