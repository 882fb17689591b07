package io.sampo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A copy of this checkout, whose scripts find a Maven that notes each of its calls.
 *
 * @param root the copy
 * @param tools a folder for the front of PATH
 */
record Checkout(Path root, Path tools) {

  /** The job that a build may run once; most copies are built without, which is faster. */
  static final String TRAINING = "src/build/training.yaml";

  private static final Path HERE = Path.of("").toAbsolutePath();

  /** Copies this checkout into {@code folder}, without anything built. */
  static Checkout copyOfThis(Path folder) throws IOException {
    var root = Files.createDirectories(folder.resolve("a checkout"));
    Files.createDirectory(root.resolve("src"));
    copy(HERE.resolve("pom.xml"), root);
    copy(HERE.resolve("scripts"), root);
    copy(HERE.resolve("src/main"), root.resolve("src"));
    copy(HERE.resolve("src/build"), root.resolve("src"));
    Files.delete(root.resolve(TRAINING));
    return new Checkout(root, folder.resolve("tools")).withNotingMaven();
  }

  /** A copy with the same times, so that what was built here is built there too. */
  Checkout copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    copy(root, folder);
    var copy = new Checkout(folder.resolve(root.getFileName()), folder.resolve("tools"));
    return copy.withNotingMaven();
  }

  Command sampo(String... arguments) {
    return command(script().toString(), arguments);
  }

  /** Any command, in the checkout's folder, with the Maven that notes its calls. */
  Command command(String program, String... arguments) {
    var words = new ArrayList<>(List.of(program));
    words.addAll(List.of(arguments));
    return new Command(root, environment(Map.of()), words);
  }

  /** {@code extra} on top of what every command here gets. */
  Map<String, String> environment(Map<String, String> extra) {
    var all = new HashMap<String, String>();
    all.put("PATH", tools + ":" + System.getenv("PATH"));
    all.put("SAMPO_JAVA_OPTS", "");
    all.putAll(extra);
    return all;
  }

  /**
   * {@code sampo --version} in a mount name space of its own, prepared by the shell command {@code
   * mounts}; the test is skipped where this user may not have one.
   */
  Command.Result sampoInOwnMounts(String mounts) {
    var possible = command("unshare", "--mount", "sh", "-c", mounts).run();
    assumeThat(possible.exitCode()).as("own mounts: %s", possible.stderr()).isZero();
    var start = mounts + " && exec '%s' --version".formatted(script());
    return command("unshare", "--mount", "sh", "-c", start).run();
  }

  Path script() {
    return root.resolve("scripts/sampo");
  }

  /** The arguments of each call of Maven so far. */
  List<String> mavenCalls() throws IOException {
    var notes = tools.resolve("calls");
    return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
  }

  /** The finished distributions. */
  List<Path> distributions() throws IOException {
    try (var folders = Files.list(root.resolve(".build/dist"))) {
      return folders.toList();
    }
  }

  private Checkout withNotingMaven() throws IOException {
    Files.createDirectories(tools);
    var maven = new Command(HERE, Map.of(), List.of("sh", "-c", "command -v mvn")).run();
    assertThat(maven.exitCode()).isZero();
    var noting = tools.resolve("mvn");
    Files.writeString(
        noting,
        """
        #!/bin/sh
        echo "$*" >> '%s/calls'
        exec '%s' "$@"
        """
            .formatted(tools, maven.stdout().strip()));
    assertThat(noting.toFile().setExecutable(true)).isTrue();
    return this;
  }

  private static void copy(Path from, Path into) {
    var copied =
        new Command(HERE, Map.of(), List.of("cp", "-a", from.toString(), into.toString())).run();
    assertThat(copied.exitCode()).as(copied.stderr()).isZero();
  }
}
