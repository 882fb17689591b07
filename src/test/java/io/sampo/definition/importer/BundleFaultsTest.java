package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles that cannot be, or were made to do harm; each is a file of one job. */
@Timeout(300)
class BundleFaultsTest {

  private static final String BUNDLE =
      """
      bundle: {name: b}
      resources:
        pipelines: {p: {name: p}}
        jobs:
          j:
            name: %s
            tasks: [{task_key: t, shell_task: {command: "true"}}]
      variables:
        empty: {}
        looked_up: {lookup: {cluster: x}}
        list: {default: [a, b]}
        one: {default: "${var.two}"}
        two: {default: "${var.one}"}
      """;

  @TempDir private Path path;
  private ImportFolder folder = new ImportFolder(Path.of(""));

  @BeforeEach
  void open() {
    folder = new ImportFolder(path);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "${var.empty}|${var.empty} has no default (expected: --var empty=VALUE)",
        "${var.looked_up}|${var.looked_up} is looked up in a workspace (expected: --var",
        "${var.emtpy}|${var.emtpy}: no such variable (expected: empty,",
        "x ${var.list}|${var.list} is not text (expected: text, within text)",
        "${var.list[2]}|${var.list[2]}: var.list has no [2] (expected: nothing below it)",
        "${var.one}|cycle: ${var.one} -> ${var.two} -> ${var.one} (expected: an end)",
        "${worspace.host}|${worspace.host}: the bundle has no worspace (expected:",
        "${workspace.host}|${workspace.host}: workspace has no host (expected:",
        "${resources.jobs.i.id}|${resources.jobs.i.id}: resources.jobs has no i (expected: j)",
        "${resources.jobs.j.id}|${resources.jobs.j.id} (expected: in job_id of a run_job_task",
      })
  void a_reference_that_leads_nowhere_is_told(String name, String message) {
    folder.write("b.yml", BUNDLE.formatted('"' + name + '"'));

    assertThat(folder.complaints("b.yml", ImportFolder.PLAIN))
        .singleElement()
        .asString()
        .startsWith("b.yml:")
        .contains(": " + message);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "${var.list[1]}, b",
    "${HOME}, ${HOME}",
    "${var.looked_up}, given",
    "${resources.pipelines.p.id}, ${resources.pipelines.p.id}",
    "${bundle.target}-${bundle.environment}, default-default",
    "${workspace.current_user.userName}, ada.l@example.org"
  })
  void a_reference_becomes_what_it_stands_for(String name, String value) {
    folder.write("b.yml", BUNDLE.formatted('"' + name + '"'));
    var wishes = ImportFolder.wishes(null, null, Map.of("looked_up", "given"));

    assertThat(folder.yaml("b.yml", wishes)).startsWith("name: " + value + "\n");
  }

  @Test
  void values_that_double_at_every_step_are_refused() {
    var variables =
        IntStream.range(1, 40)
            .mapToObj(
                n -> "  v%d: {default: \"${var.v%d}${var.v%d}\"}\n".formatted(n, n - 1, n - 1))
            .collect(Collectors.joining());
    folder.write("b.yml", BUNDLE.formatted("${var.v39}") + "  v0: {default: x}\n" + variables);

    assertThat(folder.complaints("b.yml", ImportFolder.PLAIN))
        .contains("b.yml:1:1: job: references come to too much (expected: at most 20000000)");
  }

  @Test
  void one_thing_is_not_defined_in_two_files() {
    folder.write("b.yml", "include: [more.yml, none/*.yml, gone.yml]\n" + BUNDLE.formatted("x"));
    folder.write("more.yml", "resources: {jobs: {j: {name: y}}}\n");

    assertThat(folder.complaints("b.yml", ImportFolder.PLAIN))
        .containsExactly(
            "b.yml:1:33: include[2]: no such file: gone.yml (expected: a file to include)",
            "more.yml:1:20: resources.jobs.j: jobs.j is defined twice (first in b.yml, line 6)");
    assertThat(folder.shown(folder.read("b.yml", ImportFolder.PLAIN).remarks()))
        .contains("warning: b.yml:1:21: include[1]: includes nothing");
  }

  @Test
  void a_pattern_that_matches_the_root_file_does_not_include_it_again() {
    folder.write("b.yml", "include: ['*.yml', more.yml]\n" + BUNDLE.formatted("${var.more}"));
    folder.write("more.yml", "variables: {more: {default: found}}\n");

    assertThat(folder.yaml("./b.yml", ImportFolder.PLAIN)).startsWith("name: found\n");
  }

  @Test
  void a_bundle_without_jobs_says_so() {
    folder.write("b.yml", "bundle: {name: b}\n");

    assertThat(folder.complaints("b.yml", ImportFolder.PLAIN))
        .containsExactly(
            "b.yml:1:1: job: the bundle has no jobs (expected: some below resources.jobs)");
  }
}
