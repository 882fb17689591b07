package io.sampo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants one fault for each check of the build, and sees Maven refuse it. */
@Tag("launcher")
class ChecksBiteTest {

  @TempDir private Path folder;

  private Checkout checkout;

  @BeforeEach
  void keep_only_the_package_model() throws IOException {
    checkout = Checkout.copyOfThis(folder);
    var sources = checkout.root().resolve("src/main/java/io/sampo");
    var others = "find \"$0\" -mindepth 1 -maxdepth 1 ! -name model -exec rm -r {} +";
    assertThat(checkout.command("sh", "-c", others, sources.toString()).run().exitCode()).isZero();
  }

  @Test
  void error_prone_and_nullaway_stop_the_compiler() throws IOException {
    plant(
        "Planted",
        """
        final class Planted {
          static String absent() {
            return null;
          }

          static void forgotten(String text) {
            new IllegalStateException(text);
          }
        }
        """);

    assertThat(maven("compile")).contains("[NullAway]", "[DeadException]");
  }

  @Test
  void a_warning_alone_stops_the_compiler() throws IOException {
    plant(
        "Planted",
        """
        final class Planted {
          static java.util.List raw() {
            return java.util.List.of();
          }
        }
        """);

    assertThat(maven("compile")).contains("warnings found and -Werror specified");
  }

  @Test
  void sizes_and_empty_names_are_refused() throws IOException {
    var longLine = "  // " + "x".repeat(100) + "\n";
    var longMethod = "  void run() {\n" + "    run();\n".repeat(50) + "  }\n";
    var manyParameters = "  void run(int a, int b, int c, int d, int e, int f, int g) {}\n";
    plant(
        "PlantedHelper",
        "final class PlantedHelper {\n"
            + longLine
            + longMethod
            + manyParameters
            + "\n".repeat(400)
            + "}\n");

    assertThat(maven("checkstyle:check@sizes-and-names"))
        .contains("[FileLength]", "[LineLength]", "[MethodLength]", "[ParameterNumber]")
        .contains("[IllegalIdentifierName]", "'PlantedHelper' ends in a word that says nothing");
  }

  @Test
  void another_layout_is_refused() throws IOException {
    plant("Planted", "final class Planted\n{\n}\n");

    assertThat(maven("spotless:check@layout")).contains("Planted.java", "format violations");
  }

  private void plant(String name, String code) throws IOException {
    Files.writeString(
        checkout.root().resolve("src/main/java/io/sampo/model/" + name + ".java"),
        "package io.sampo.model;\n\n" + code);
  }

  /** What Maven wrote on this test's own JDK, which the formatter needs; it must have failed. */
  private String maven(String goal) {
    var environment = checkout.environment(Map.of("JAVA_HOME", System.getProperty("java.home")));
    var words = List.of("mvn", "--batch-mode", goal);
    var result = new Command(checkout.root(), environment, words).run();
    assertThat(result.exitCode()).as(result.stdout()).isNotZero();
    return result.stdout();
  }
}
