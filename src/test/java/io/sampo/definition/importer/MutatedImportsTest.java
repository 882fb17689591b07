package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.importer.text.JobText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a file, its import ends with jobs or with complaints, never with both. */
class MutatedImportsTest {

  private static final int MUTANTS_OF_A_SEED = 60;

  private static final List<String> SPLICES =
      List.of(
          "null",
          "[]",
          "{}",
          "[1]",
          "~",
          "7",
          "${var.node}",
          "${bundle.name}",
          "${var.cluster}",
          "${resources.jobs.etl}",
          "${resources.jobs.etl.id}",
          "tasks",
          "task_key",
          "etl",
          "<<: ",
          "*defaults",
          "\n",
          "  ",
          "- ",
          ": ",
          ",",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "..",
          "/");

  @TempDir private Path path;

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  @Timeout(300)
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void a_mutated_file_is_imported_to_an_end(long seed) {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var folder = BundleFolder.in(new ImportFolder(path));
    for (var mutant = 0; mutant < MUTANTS_OF_A_SEED; mutant++) {
      folder.write("databricks.yml", mutate(BundleFolder.ROOT, random));
      folder.write("resources/jobs/all.job.yml", mutate(BundleFolder.JOBS, random));
      folder.write("w.json", mutate(WorkflowImportTest.SMALL, random));
      folder.write("get.json", mutate(JobAnswerTest.ANSWER, random));
      for (var file : List.of("databricks.yml", "w.json", "get.json")) {
        var wishes = new Wishes(1, null, null, Map.of(), "ada", path.resolve("out"), JobText.YAML);

        var imported = folder.read(file, wishes);

        assertThat(imported.jobs().isEmpty()).isEqualTo(!imported.complaints().isEmpty());
        imported.jobs().forEach(job -> assertThat(JobText.YAML.write(job.tree())).isNotBlank());
      }
    }
  }

  private static String mutate(String text, RandomGenerator random) {
    var mutated = new StringBuilder(text);
    for (var change = random.nextInt(4); change > 0; change--) {
      var from = random.nextInt(mutated.length());
      var to = Math.min(mutated.length(), from + random.nextInt(12));
      mutated.replace(from, to, SPLICES.get(random.nextInt(SPLICES.size())));
    }
    return mutated.toString();
  }
}
