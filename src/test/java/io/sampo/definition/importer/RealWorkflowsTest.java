package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.definition.JobFile;
import io.sampo.definition.importer.text.JobText;
import io.sampo.model.JobDefinition;
import io.sampo.model.Work;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Executions of real workflows, held against an independent count of their tasks and edges. */
@Tag("real-data")
class RealWorkflowsTest {

  private static final Path REAL = Path.of("../shared/data/workflows").toAbsolutePath().normalize();

  @TempDir private Path folder;

  static Stream<String> names() throws Exception {
    if (!Files.isDirectory(REAL)) {
      return Stream.of("none");
    }
    try (var files = Files.list(REAL)) {
      return files.map(file -> "" + file.getFileName()).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void every_task_and_every_edge_ends_in_a_job_that_can_run(String name) throws Exception {
    var file = REAL.resolve(name);
    assumeTrue(Files.isRegularFile(file), () -> "no real workflows in " + REAL);
    var raw = new ObjectMapper().readTree(file.toFile()).path("workflow");

    var wishes = new Wishes(0.001, null, null, Map.of(), "ada", null, JobText.YAML);
    var job = read(new ImportFolder(REAL).yaml(name, wishes));

    assertThat(job.tasks()).hasSize(raw.path("specification").path("tasks").size());
    assertThat(job.tasks().stream().mapToInt(task -> task.dependsOn().size()).sum())
        .isEqualTo(edges(raw).size());
    assertThat(slept(job)).isBetween(seconds(raw) * 0.001 - 6, seconds(raw) * 0.001 + 6);
  }

  private JobDefinition read(String yaml) throws Exception {
    var reading = JobFile.read(Files.writeString(folder.resolve("job.yaml"), yaml));
    assertThat(reading.complaints()).isEmpty();
    return Objects.requireNonNull(reading.definition());
  }

  private static Set<String> edges(JsonNode workflow) {
    var edges = new HashSet<String>();
    for (var task : workflow.path("specification").path("tasks")) {
      var id = task.path("id").asText();
      task.path("parents").forEach(parent -> edges.add(parent.asText() + " -> " + id));
      task.path("children").forEach(child -> edges.add(id + " -> " + child.asText()));
    }
    return edges;
  }

  private static double seconds(JsonNode workflow) {
    var seconds = 0.0;
    for (var task : workflow.path("execution").path("tasks")) {
      seconds += task.path("runtimeInSeconds").asDouble();
    }
    return seconds;
  }

  private static double slept(JobDefinition job) {
    return job.tasks().stream()
        .map(task -> ((Work.Shell) task.work()).command())
        .peek(command -> assertThat(command).hasSize(2).startsWith("sleep"))
        .map(command -> new BigDecimal(command.getLast()))
        .peek(time -> assertThat(time.scale()).isLessThanOrEqualTo(3))
        .mapToDouble(BigDecimal::doubleValue)
        .sum();
  }
}
