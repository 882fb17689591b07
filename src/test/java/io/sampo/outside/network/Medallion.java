package io.sampo.outside.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The example of bronze, silver and gold in its author's folder.
 *
 * @param folder holds the job, the notebook and the input; the layers come beside them
 */
record Medallion(Path folder) {

  private static final Path EXAMPLE = Path.of("src/examples/medallion");

  /** A copy of the example. */
  static Medallion in(Path folder) throws IOException {
    try (var files = Files.walk(EXAMPLE)) {
      for (var file : files.toList()) {
        var copy = folder.resolve(EXAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return new Medallion(folder);
  }

  /** Submits it by the command line on the machine of a coordinator; the run. */
  long submit(Site site, String coordinator) throws IOException, InterruptedException {
    var words =
        List.of(
            "submit",
            folder.resolve("job.yaml").toString(),
            "-p",
            "output=" + output(),
            "--host",
            "http://127.0.0.1:7267",
            "--token-file",
            site.tokenFile().toString(),
            "-o",
            "json");
    try (var submit = site.machine(coordinator).call(words)) {
      if (submit.exitCode() != 0) {
        throw new IOException("submit: " + submit.err());
      }
      return submit.document().path("run_id").asLong();
    }
  }

  /** Makes the notebook one that fails, whatever the layer; what it was before. */
  byte[] edit() throws IOException {
    var notebook = folder.resolve("medallion.java");
    var before = Files.readAllBytes(notebook);
    Files.writeString(notebook, "throw new IllegalStateException(\"edited\");\n");
    return before;
  }

  /** Which layers there are. */
  List<String> layers() throws IOException {
    try (var files = Files.list(output())) {
      return files
          .map(file -> file.getFileName().toString().replace(".parquet", ""))
          .sorted()
          .toList();
    }
  }

  /** All attempts of a run, as {@code task state}. */
  static List<String> attempts(JsonNode run) {
    var attempts = new ArrayList<String>();
    for (var task : run.path("tasks")) {
      for (var attempt : task.path("attempts")) {
        attempts.add(task.path("task_key").asText() + " " + attempt.path("state").asText());
      }
    }
    return attempts;
  }

  private Path output() {
    return folder.resolve("output");
  }
}
