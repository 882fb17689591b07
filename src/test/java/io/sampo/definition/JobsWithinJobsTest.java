package io.sampo.definition;

import static io.sampo.definition.JobFolder.FINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.setting.Notice;
import io.sampo.model.JobDefinition;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsWithinJobsTest {

  @TempDir Path folder;
  private JobFolder job = new JobFolder(Path.of(""));

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    job = new JobFolder(folder);
  }

  private static String running(String... files) {
    var yaml = new StringBuilder("tasks:\n");
    for (var file : files) {
      yaml.append(
          "- {task_key: t%d, run_job_task: {job_file: %s}}\n".formatted(yaml.length(), file));
    }
    return yaml.toString();
  }

  @Test
  void every_job_below_is_read_once_and_known_by_its_path() {
    job.write("sub/a.yaml", "name: a\n" + running("b.yaml", "../c.yaml"));
    job.write("sub/b.yaml", "name: b\n" + running("../c.yaml"));
    job.write("c.yaml", "name: c\n" + FINE);

    var reading = job.read(running("sub/a.yaml", "c.yaml", "./sub/../c.yaml"));

    assertThat(reading.complaints()).isEmpty();
    assertThat(reading.jobs().values().stream().map(JobDefinition::name))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(reading.jobs()).containsKey(folder.resolve("sub/b.yaml").toString());
    assertThat(Objects.requireNonNull(reading.definition()).tasks().getFirst().work())
        .isEqualTo(new Work.RunJob(folder.resolve("sub/a.yaml").toString(), Map.of()));
  }

  @Test
  void paths_for_a_job_below_are_absolute() {
    job.write(
        "sub/a.yaml",
        """
        parameters:
        - {name: in, default: data, kind: path}
        - {name: out, default: data, kind: path, relative_to: current_folder}
        - {name: text, default: data}
        """
            + FINE);

    var reading =
        job.read(
            """
            parameters: [{name: in, default: x, kind: path}]
            tasks:
            - task_key: t
              run_job_task:
                job_file: sub/a.yaml
                job_parameters: {in: "{{job.parameters.in}}", out: x/../y, text: ./z}
            """);

    assertThat(reading.complaints()).isEmpty();
    var below = folder.resolve("sub/a.yaml").toString();
    assertThat(Objects.requireNonNull(reading.definition()).tasks().getFirst().work())
        .isEqualTo(
            new Work.RunJob(
                below,
                Map.of(
                    "in",
                    "{{job.parameters.in}}",
                    "out",
                    folder.resolve("y").toString(),
                    "text",
                    "./z")));
    assertThat(Objects.requireNonNull(reading.jobs().get(below)).parameters().getFirst())
        .extracting(JobDefinition.Parameter::defaultValue)
        .isEqualTo(folder.resolve("sub/data").toString());
  }

  @Test
  void faults_of_all_files_are_told_with_the_name_of_their_file() {
    var below = job.write("a.yaml", "nme: a\n" + running("b.yaml"));
    var deepest = job.write("b.yaml", "name: [b]\n" + FINE);

    var reading = job.read("nme: x\n" + running("a.yaml", "a.yaml"));

    assertThat(reading.definition()).isNull();
    assertThat(reading.jobs()).isEmpty();
    assertThat(reading.complaints())
        .containsExactly(
            folder.resolve("job.yaml") + ":1:1: nme: unknown field (did you mean 'name'?)",
            below + ":1:1: nme: unknown field (did you mean 'name'?)",
            deepest + ":1:7: name: a list (expected: text)");
  }

  @Test
  void a_job_that_runs_itself_is_refused_with_the_chain_of_files() {
    job.write("a.yaml", running("b.yaml"));
    var closing = job.write("b.yaml", running("sub/../a.yaml"));

    var chain =
        "%s -> %s -> %s -> %s"
            .formatted(
                folder.resolve("job.yaml"),
                folder.resolve("a.yaml"),
                closing,
                folder.resolve("a.yaml"));
    assertThat(job.read(running("a.yaml")).complaints())
        .containsExactly(
            closing
                + ":2:43: tasks[0].run_job_task.job_file: cycle: "
                + chain
                + " (expected: no job runs itself)");
    assertThat(job.complaints(running("job.yaml"))).singleElement().asString().contains("cycle");
  }

  @Test
  void three_levels_below_are_allowed_and_four_are_not() {
    job.write("d.yaml", FINE);
    job.write("c.yaml", running("d.yaml"));
    job.write("b.yaml", running("c.yaml"));

    assertThat(job.complaints(running("b.yaml"))).isEmpty();

    job.write("a.yaml", running("d.yaml", "b.yaml"));
    assertThat(job.complaints(running("a.yaml", "b.yaml")))
        .singleElement()
        .asString()
        .contains("too deep: ", "d.yaml (expected: at most 3 levels of jobs below the first)");
    // Known already when it is met too far down.
    assertThat(job.complaints(running("b.yaml", "a.yaml")))
        .singleElement()
        .asString()
        .contains("too deep: ", "d.yaml (expected: at most 3 levels of jobs below the first)");
  }

  @Test
  void notices_are_told_once_for_all_files() {
    job.write("a.yaml", "job_clusters: []\n" + FINE);

    assertThat(job.read("job_clusters: []\n" + running("a.yaml")).notices())
        .containsExactly(new Notice("job_clusters: every cluster means this node", true));
  }
}
