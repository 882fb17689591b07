package io.sampo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.cli.process.Interrupts;
import io.sampo.cli.session.Surroundings;
import io.sampo.projection.Story;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the command line in a folder of its own, with a standing clock. */
final class CommandLineFixture {

  /** A job of two commands, one after the other. */
  static final String TWO =
      """
      name: two
      parameters:
        - name: who
          default: nobody
      tasks:
        - task_key: a
          shell_task: {command: "true"}
        - task_key: b
          depends_on: [{task_key: a}]
          max_retries: 2
          shell_task: {command: "true"}
      """;

  private static final Absent NONE = new Absent();

  final Path folder;
  final Map<String, String> environment = new HashMap<>();
  final Map<String, String> properties = new HashMap<>();
  final List<Integer> halts = new ArrayList<>();
  final Interrupts interrupts = new Interrupts(halts::add);

  CommandLineFixture(Path folder) {
    this.folder = folder;
  }

  /** What a command left behind. */
  record Called(int exitCode, String out, String err) {}

  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** The folder of a run in the data folder that is used unless one is named. */
  Path runFolder(long run) {
    return folder.resolve(".sampo/runs/" + run);
  }

  Called call(FakeNodes nodes, String... arguments) {
    return call(new Means(nodes, NONE, NONE, NONE), arguments);
  }

  Called call(Means means, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            folder,
            environment,
            properties,
            Clock.fixed(Instant.ofEpochMilli(Story.START + 60_000), ZoneOffset.UTC),
            interrupts,
            _ -> {});
    var exitCode = Sampo.execute(surroundings, means, arguments);
    return new Called(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
