package io.sampo.outside.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster on machines of its own, whose links break and are mended; nodes are left alone. */
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MachinesTest {

  private static final List<String> ONCE =
      List.of("start a 0", "start b 0", "end a 0", "end b 0", "start last 0", "end last 0");

  private static final int TURNS_MAX = 5;

  private Site site;
  private Beats beats;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeThat(Namespaces.obstacle()).isEmpty();
    site = Site.start(folder, 3, 2);
  }

  @BeforeEach
  void mend(@TempDir Path folder, TestInfo test) throws Exception {
    site.mend();
    beats = Beats.in(folder.resolve("beats"));
  }

  @AfterAll
  void close() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void a_coordinator_cut_from_everybody_costs_no_task_and_joins_again() throws Exception {
    var runs = beats.submit(site, "c1", 4);
    var excluded = site.counter("c2", "excluded");
    var rejoined = site.counter("c2", "rejoined");

    site.isolate("c1");
    site.awaitMembers("c2", Set.of("c2 up", "c3 up", "w1 up", "w2 up"));
    beats.letGo();

    assertThat(site.awaitEnds("c2", runs)).containsOnly("SUCCESS");
    assertEachTaskRanOnce(runs);
    site.heal();
    site.awaitMembers();
    assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
    assertThat(site.counter("c1", "excluded")).isGreaterThan(excluded);
    assertThat(site.counter("c2", "rejoined")).isGreaterThan(rejoined);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"c2 hears nothing of c1", "c1 and c2 miss each other"})
  void while_one_link_is_broken_runs_go_on_and_afterwards_all_are_members(String link)
      throws Exception {
    var runs = beats.submit(site, "c3", 4);

    if (link.startsWith("c2 hears")) {
      site.cutOneWay("c1", "c2");
    } else {
      site.cut("c1", "c2");
    }
    site.awaitLoss("c3", Set.of("c1", "c2"));
    beats.letGo();

    assertThat(site.awaitEnds("c3", runs)).containsOnly("SUCCESS");
    assertEachTaskRanOnce(runs);
    site.heal();
    site.awaitMembers();
  }

  @Test
  void a_coordinator_whose_link_flaps_is_a_member_afterwards_and_every_run_ends() throws Exception {
    var runs = beats.submit(site, "c1", 4);

    for (var time = 1; time <= 3; time++) {
      site.isolate("c2");
      beats.awaitMore(80);
      site.heal();
      beats.awaitMore(60);
    }
    beats.letGo();

    assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
    assertEachTaskRanOnce(runs);
    site.awaitMembers();
    assertThat(site.awaitEnds("c2", runs)).containsOnly("SUCCESS");
  }

  @Test
  void a_coordinator_that_loses_the_database_alone_makes_way_and_joins_again() throws Exception {
    var runs = beats.submit(site, "c2", 4);

    site.cutFromDatabase("c2");
    site.awaitMembers("c1", Set.of("c1 up", "c3 up", "w1 up", "w2 up"));
    beats.letGo();

    assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
    assertEachTaskRanOnce(runs);
    site.heal();
    site.awaitMembers();
  }

  @Test
  void the_only_coordinator_that_survives_serves() throws Exception {
    var runs = beats.submit(site, "c2", 4);

    site.machine("c2").kill();
    site.machine("c3").kill();
    site.awaitMembers("c1", Set.of("c1 up", "w1 up", "w2 up"));
    beats.letGo();

    assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
    assertEachTaskRanOnce(runs);
    var later = site.submit("c1", beats.job());
    assertThat(site.awaitEnds("c1", List.of(later))).containsOnly("SUCCESS");
  }

  @Test
  void a_worker_cut_off_kills_what_it_runs_before_that_starts_elsewhere() throws Exception {
    var run = beats.submit(site, "c1", 1).getFirst();
    var task = site.run("c1", run).path("tasks").path(0);
    var worker = task.path("attempts").path(0).path("node").asText();

    site.isolate(worker);
    beats.awaitLine("start %d a 1".formatted(run));
    beats.letGo();

    assertThat(site.awaitEnds("c1", List.of(run))).containsOnly("SUCCESS");
    assertThat(beats.lines().indexOf("start %d a 1".formatted(run)))
        .isGreaterThan(beats.lines().lastIndexOf("beat %d a 0".formatted(run)));
    assertThat(beats.story(run)).doesNotContain("end a 0").contains("end a 1", "end last 0");
    site.heal();
    site.awaitMembers();
  }

  @Test
  void what_a_stopped_coordinator_writes_when_it_wakes_is_refused_and_counted(@TempDir Path folder)
      throws Exception {
    var refused = site.counter("c3", "refused_writes");
    var told = refusals();

    // It may have none of the runs, or hear that it is excluded before it writes: then once more.
    for (var turn = 0; site.counter("c3", "refused_writes") <= refused; turn++) {
      assertThat(turn).as("turns without a write of c2").isLessThan(TURNS_MAX);
      beats = Beats.in(folder.resolve("turn-" + turn));
      stopAndWakeC2(beats.submit(site, "c2", 6));
    }

    assertThat(refusals()).isGreaterThan(told);
  }

  private long refusals() throws Exception {
    return site.machine("c2")
        .log()
        .lines()
        .filter(line -> line.contains("a write is refused by the journal"))
        .count();
  }

  private void stopAndWakeC2(List<Long> runs) throws Exception {
    site.machine("c2").signal("STOP");
    beats.letGo();
    site.awaitMembers("c1", Set.of("c1 up", "c3 up", "w1 up", "w2 up"));
    site.awaitTakeOver("c1", "c3", runs);
    assertThat(site.awaitEnds("c1", runs)).containsOnly("SUCCESS");
    var records = site.records("c1", runs);

    site.machine("c2").signal("CONT");
    site.awaitMembers();
    assertThat(site.records("c2", runs)).isEqualTo(records);
    assertEachTaskRanOnce(runs);
  }

  @Test
  void a_medallion_whose_notebook_is_edited_meanwhile_runs_as_it_was_submitted(@TempDir Path author)
      throws Exception {
    var medallion = Medallion.in(author);

    var run = medallion.submit(site, "c1");
    site.awaitStart("c1", run);
    var original = medallion.edit();

    assertThat(site.awaitEnds("c1", List.of(run))).containsExactly("SUCCESS");
    assertThat(Medallion.attempts(site.run("c1", run)))
        .contains("bronze SUCCESS", "silver SUCCESS", "gold SUCCESS")
        .noneMatch(attempt -> attempt.endsWith("FAILED"));
    assertThat(medallion.layers()).containsExactly("bronze", "gold", "silver");
    assertThat(site.workersHave(original)).isTrue();
  }

  private void assertEachTaskRanOnce(List<Long> runs) throws Exception {
    for (var run : runs) {
      assertThat(beats.story(run)).containsExactlyInAnyOrderElementsOf(ONCE);
    }
  }
}
