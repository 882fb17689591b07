package io.sampo.outside.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster on machines of its own whose only coordinator dies and comes back. */
@Tag("process")
final class LoneMachineTest {

  @Test
  void what_runs_on_living_workers_goes_on_though_one_died_just_before_the_coordinator(
      @TempDir Path folder) throws Exception {
    assumeThat(Namespaces.obstacle()).isEmpty();
    try (var site = Site.startLone(folder.resolve("site"), 2)) {
      var beats = Beats.in(folder.resolve("beats"));
      var runs = beats.submit(site, "c1", 4);
      var alive = starts(site, runs, "w2");
      var struck = starts(site, runs, "w1");
      assertThat(alive).isNotEmpty();
      assertThat(struck).isNotEmpty();

      site.machine("w1").kill();
      site.machine("c1").kill();
      site.machine("c1").start();
      beats.awaitLine(struck.getFirst().next());
      beats.letGo();

      assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
      assertThat(beats.lines())
          .containsAll(alive.stream().map(Start::line).toList())
          .doesNotContainAnyElementsOf(alive.stream().map(Start::next).toList());
    }
  }

  /** The first start of a task. */
  private record Start(long run, String task) {

    String line() {
      return "start %d %s 0".formatted(run, task);
    }

    /** The start of the attempt after that. */
    String next() {
      return "start %d %s 1".formatted(run, task);
    }
  }

  /** What has begun on {@code node}. */
  private static List<Start> starts(Site site, List<Long> runs, String node) throws Exception {
    var starts = new ArrayList<Start>();
    for (var run : runs) {
      for (var task : site.run("c1", run).path("tasks")) {
        if (task.path("attempts").path(0).path("node").asText().equals(node)) {
          starts.add(new Start(run, task.path("task_key").asText()));
        }
      }
    }
    return starts;
  }
}
