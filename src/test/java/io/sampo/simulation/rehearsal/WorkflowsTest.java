package io.sampo.simulation.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Executions of real workflows, rehearsed with the runtimes that were measured. */
@Tag("real-data")
final class WorkflowsTest {

  private static final Path REAL = Path.of("../shared/data/workflows").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1000genome-chameleon-8ch-100k-001",
        "bwa-chameleon-medium-001",
        "cycles-chameleon-1l-1c-9p-001",
        "epigenomics-chameleon-hep-3seq-100k-001",
        "helloworld-forkjoin-10-chameleon",
        "montage-chameleon-2mass-01d-001",
        "montage-chameleon-2mass-04d-001",
        "montage-generated-9976",
        "rnaseq-dirt02-001",
        "soykb-chameleon-20fastq-10ch-001"
      })
  void a_real_workflow_is_rehearsed_within_what_is_possible(String name) throws IOException {
    assumeTrue(Files.isDirectory(REAL), () -> "no real workflows in " + REAL);
    var piece = read(REAL.resolve(name + ".json"));

    for (var crew : List.of(new Crew(1, 1), new Crew(1, 2), new Crew(2, 4), new Crew(100, 100))) {
      Rehearsals.check(piece, crew);
    }
  }

  private static Piece read(Path file) throws IOException {
    var workflow = new ObjectMapper().readTree(file.toFile()).path("workflow");
    var runtimes = new HashMap<String, Long>();
    for (var task : workflow.path("execution").path("tasks")) {
      var seconds = task.path("runtimeInSeconds").asDouble();
      runtimes.put(task.path("id").asText(), Math.round(seconds * 1000));
    }
    var numbers = new HashMap<String, Integer>();
    var tasks = workflow.path("specification").path("tasks");
    tasks.forEach(task -> numbers.put(task.path("id").asText(), numbers.size()));
    var above = new ArrayList<int[]>();
    var millis = new ArrayList<Long>();
    for (var task : tasks) {
      above.add(numbers(task.path("parents"), numbers));
      millis.add(runtimes.getOrDefault(task.path("id").asText(), -1L));
    }
    assertThat(millis).isNotEmpty().doesNotContain(-1L);
    return Piece.of(above, millis.stream().mapToLong(Long::longValue).toArray());
  }

  private static int[] numbers(JsonNode parents, Map<String, Integer> numbers) {
    return StreamSupport.stream(parents.spliterator(), false)
        .mapToInt(parent -> numbers.getOrDefault(parent.asText(), -1))
        .toArray();
  }
}
