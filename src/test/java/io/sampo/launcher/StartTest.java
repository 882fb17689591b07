package io.sampo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/sampo} hands to the JVM, and which one it takes. */
@Tag("launcher")
class StartTest {

  private static final Map<String, String> SHOWING_PROPERTIES =
      Map.of("SAMPO_JAVA_OPTS", "-XshowSettings:properties");
  private static final Map<String, String> WAITING_FOR_A_DEBUGGER =
      Map.of("SAMPO_JAVA_OPTS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y");

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Checkout built;

  @BeforeAll
  static void build() throws IOException {
    built = Checkout.copyOfThis(shared);
    assertThat(built.sampo("--version").run().exitCode()).isZero();
  }

  @Test
  void it_starts_through_a_link_and_keeps_the_callers_folder() throws IOException {
    var farLink = Files.createSymbolicLink(folder.resolve("far"), built.script());
    var link = Files.createSymbolicLink(folder.resolve("near"), farLink.getFileName());

    var started = in(folder, SHOWING_PROPERTIES, link.toString(), "--version").run();
    Files.delete(link);
    Files.delete(farLink);

    assertThat(started.exitCode()).as(started.stderr()).isZero();
    assertThat(started.stderr()).contains("user.dir = " + folder.toRealPath() + "\n");
  }

  @Test
  void it_names_the_distribution_and_says_that_no_output_is_a_terminal() throws IOException {
    var started = in(folder, SHOWING_PROPERTIES, built.script().toString(), "--version").run();

    assertThat(started.stderr())
        .contains("sampo.home = " + built.distributions().getFirst() + "\n")
        .contains("sampo.stdout.terminal = false\n")
        .contains("sampo.stderr.terminal = false\n");
  }

  @Test
  void it_says_that_output_is_a_terminal_and_how_wide() {
    var inside = "stty columns 123; exec '%s' --version".formatted(built.script());

    var started = in(folder, SHOWING_PROPERTIES, "script", "-qec", inside, "/dev/null").run();

    assertThat(started.stdout().lines().map(String::strip))
        .contains(
            "sampo.stdout.terminal = true",
            "sampo.stderr.terminal = true",
            "sampo.terminal.columns = 123");
  }

  @Test
  void a_signal_to_the_script_reaches_the_jvm_itself() {
    var started = in(folder, WAITING_FOR_A_DEBUGGER, built.script().toString()).start();
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.size(started.stdout()) > 0);

    var command = started.process().info().command();
    started.process().destroy();

    assertThat(command).hasValueSatisfying(path -> assertThat(path).endsWith("/bin/java"));
    assertThat(started.result().exitCode()).isEqualTo(143);
  }

  @Test
  void jdk_25_is_preferred_to_a_newer_one() throws IOException {
    var newer = jdk("26", "26-ea", "java.base jdk.jshell");

    assertThat(withJavaHome(newer).stdout()).doesNotContain("26-ea");
  }

  @Test
  void java_home_is_preferred_among_several_25() throws IOException {
    var home = jdk("mine", "25.0.9", "java.base jdk.jshell");

    assertThat(withJavaHome(home).stdout()).isEqualTo("25.0.9\n");
  }

  @Test
  void a_folder_without_javac_or_jshell_is_no_jdk() throws IOException {
    var withoutCompiler = jdk("no-javac", "25.0.9", "java.base jdk.jshell");
    Files.delete(withoutCompiler.resolve("bin/javac"));
    var withoutShell = jdk("no-jshell", "25.0.9", "java.base");

    assertThat(withJavaHome(withoutCompiler).stdout()).doesNotContain("25.0.9");
    assertThat(withJavaHome(withoutShell).stdout()).doesNotContain("25.0.9");
  }

  @Test
  void a_jdk_whose_release_file_is_missing_is_asked_itself() throws IOException {
    var home = jdk("mine", "25.0.9", "java.base jdk.jshell");
    Files.delete(home.resolve("release"));

    assertThat(withJavaHome(home).stdout()).isEqualTo("25.0.9\n");
  }

  @Test
  void a_missing_jdk_is_said_in_one_line() throws IOException {
    var nothing = Files.createDirectory(folder.resolve("nothing"));

    var started =
        built.sampoInOwnMounts(
            "mount --bind '%s' /usr/lib/jvm && export JAVA_HOME=".formatted(nothing));

    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.stdout()).isEmpty();
    assertThat(started.stderr().lines()).singleElement().asString().contains("no JDK 25");
  }

  @Test
  void a_missing_maven_is_said_in_one_line() throws IOException {
    var fresh = Checkout.copyOfThis(folder);
    Files.delete(fresh.tools().resolve("mvn"));
    for (var tool : List.of("bash", "env", "readlink", "find", "sort", "sha256sum")) {
      var copy = fresh.tools().resolve(tool);
      Files.copy(Path.of("/usr/bin", tool), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    var poor = Map.of("PATH", fresh.tools().toString());

    var started = new Command(folder, poor, List.of(fresh.script().toString())).run();

    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.stdout()).isEmpty();
    assertThat(started.stderr().lines()).singleElement().asString().contains("no Maven");
  }

  private Command.Result withJavaHome(Path home) {
    var environment = Map.of("JAVA_HOME", home.toString());
    return in(folder, environment, built.script().toString(), "--version").run();
  }

  /** A folder like a JDK's, whose {@code java} prints {@code version}. */
  private Path jdk(String name, String version, String modules) throws IOException {
    var home = folder.resolve(name);
    var bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"),
        "JAVA_VERSION=\"%s\"\nMODULES=\"%s\"\n".formatted(version, modules));
    var java = bin.resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        case "$1" in
          --list-modules) for module in %1$s; do echo "$module@%2$s"; done ;;
          *) echo '%2$s' ;;
        esac
        """
            .formatted(modules, version));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.copy(java, bin.resolve("javac"), StandardCopyOption.COPY_ATTRIBUTES);
    return home;
  }

  private static Command in(Path folder, Map<String, String> extra, String... words) {
    return new Command(folder, built.environment(extra), List.of(words));
  }
}
