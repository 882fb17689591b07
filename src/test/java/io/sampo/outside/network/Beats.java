package io.sampo.outside.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A job whose tasks {@code a} and {@code b} go on until they are let go, and write a line into a
 * file when they start, ten times a second, and at their end; then comes a task {@code last}. The
 * file is not reached by the network, so it tells how it was whatever is cut.
 */
record Beats(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SCRIPT =
      """
      here=$(dirname "$0")
      tell() { echo "$1 $SAMPO_RUN_ID $SAMPO_TASK_KEY $SAMPO_ATTEMPT" >> "$here/lines"; }
      tell start
      until [ -e "$here/go" ]; do tell beat; sleep 0.1; done
      tell end
      """;

  /** One of that kind in a folder of its own. */
  static Beats in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve("lines"));
    Files.writeString(folder.resolve("beats.sh"), SCRIPT);
    return new Beats(folder);
  }

  /** The job in JSON. */
  String job() {
    var job = JSON.createObjectNode().put("name", "beats");
    var tasks = job.putArray("tasks");
    for (var key : List.of("a", "b", "last")) {
      var task = tasks.addObject().put("task_key", key);
      if (key.equals("last")) {
        var depends = task.putArray("depends_on");
        Stream.of("a", "b").forEach(one -> depends.addObject().put("task_key", one));
      }
      var command = task.putObject("shell_task").putArray("command");
      command.add("/bin/sh").add(folder.resolve("beats.sh").toString());
    }
    return job.toString();
  }

  /** What the tasks have told so far, as {@code what run task attempt}. */
  List<String> lines() throws IOException {
    return Files.readAllLines(folder.resolve("lines"));
  }

  /** What the tasks of a run have told of starts and ends, as {@code what task attempt}. */
  List<String> story(long run) throws IOException {
    return lines().stream()
        .filter(line -> !line.startsWith("beat"))
        .filter(line -> line.contains(" " + run + " "))
        .map(line -> line.replace(" " + run + " ", " "))
        .toList();
  }

  /** Submits it so many times, and waits until the first tasks of all runs have begun. */
  List<Long> submit(Site site, String coordinator, int times)
      throws IOException, InterruptedException {
    var runs = new ArrayList<Long>();
    for (var time = 0; time < times; time++) {
      runs.add(site.submit(coordinator, job()));
    }
    for (var run : runs) {
      awaitLine("start %d a 0".formatted(run));
      awaitLine("start %d b 0".formatted(run));
    }
    return runs;
  }

  /** Waits until {@code line} is there, as {@code what run task attempt}. */
  void awaitLine(String line) {
    Awaitility.await().alias(line).atMost(Site.LIMIT).until(() -> lines().contains(line));
  }

  /** Waits until the tasks have told so much more: time as they see it. */
  void awaitMore(int lines) throws IOException {
    var goal = lines().size() + lines;
    Awaitility.await().atMost(Site.LIMIT).until(() -> lines().size() >= goal);
  }

  /** Lets all tasks end. */
  void letGo() throws IOException {
    Files.createFile(folder.resolve("go"));
  }
}
