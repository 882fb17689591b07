package io.sampo.outside;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A job of bronze, silver and gold in a folder, each of which tells a file when it is started.
 * Silver goes on until the file {@code go} is there, deaf to TERM, and so do a child and a
 * grandchild in a session of its own; their ids are in {@code pids}.
 */
record Layers(Path folder) {

  private static final String LAYER =
      """
      echo "$SAMPO_TASK_KEY $SAMPO_ATTEMPT" >> "$HERE/ran"
      """;

  private static final String SILVER =
      LAYER
          + """
          trap '' TERM
          for pid in $(cat "$HERE"/pids* 2> /dev/null); do
            if grep -qs sleep /proc/$pid/cmdline; then echo "$pid was left" >> "$HERE/ran"; fi
          done
          if [ -e "$HERE/go" ]; then exit 0; fi
          setsid sh -c 'sleep 1000 & echo $! >> "$HERE/making"; wait' &
          sleep 1000 & echo $! >> "$HERE/making"
          while [ "$(wc -l < "$HERE/making")" -lt 2 ]; do :; done
          mv "$HERE/making" "$HERE/pids.$SAMPO_ATTEMPT"
          wait
          """;

  static Layers in(Path folder) throws IOException {
    Files.writeString(folder.resolve("layer.sh"), LAYER);
    Files.writeString(folder.resolve("silver.sh"), SILVER);
    var job =
        """
        name: layers
        tasks:
          - task_key: bronze
            shell_task: {command: ["/bin/sh", "%1$s/layer.sh"], env: {HERE: "%1$s"}}
          - task_key: silver
            depends_on: [{task_key: bronze}]
            shell_task: {command: ["/bin/sh", "%1$s/silver.sh"], env: {HERE: "%1$s"}}
          - task_key: gold
            depends_on: [{task_key: silver}]
            shell_task: {command: ["/bin/sh", "%1$s/layer.sh"], env: {HERE: "%1$s"}}
        """
            .formatted(folder);
    Files.writeString(folder.resolve("job.yaml"), job);
    return new Layers(folder);
  }

  /** Calls the command line in the folder. */
  Invocation call(String... arguments) throws IOException {
    return Invocation.start(folder, arguments);
  }

  /** Waits until silver's attempt and its processes are there. */
  void awaitSilver(int attempt) {
    await().atMost(Invocation.LIMIT).until(() -> Files.exists(pids(attempt)));
  }

  /** Waits until none of the processes that silver's attempt started is left. */
  void awaitNobodyLeft(int attempt) {
    await().atMost(Invocation.LIMIT).until(() -> alive(attempt).isEmpty());
  }

  /** Lets silver end from its next attempt on. */
  void letSilverEnd() throws IOException {
    Files.createFile(folder.resolve("go"));
  }

  /** Which layers were started, in order, with their attempts. */
  List<String> ran() throws IOException {
    return Files.readAllLines(folder.resolve("ran"));
  }

  /** The run document of run 1. */
  JsonNode document() throws IOException, InterruptedException {
    try (var get = call("runs", "get", "1", "-o", "json")) {
      get.exitCode();
      return get.document();
    }
  }

  /** The states of a task's attempts in a run document. */
  static List<String> attempts(JsonNode run, int task) {
    var attempts = run.path("tasks").path(task).path("attempts");
    return StreamSupport.stream(attempts.spliterator(), false)
        .map(attempt -> attempt.path("attempt").asInt() + " " + attempt.path("state").asText())
        .toList();
  }

  private List<String> alive(int attempt) throws IOException {
    return Files.readAllLines(pids(attempt)).stream().filter(Layers::isSleeping).toList();
  }

  /** Whether the process is there; one that is dead but not yet buried has no command line. */
  private static boolean isSleeping(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "cmdline")).contains("sleep");
    } catch (IOException e) {
      return false;
    }
  }

  private Path pids(int attempt) {
    return folder.resolve("pids." + attempt);
  }
}
