package io.sampo.definition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with a job file and what it names. */
record JobFolder(Path path) {

  /** A task that is fine, to be put below {@code tasks:} where only the rest matters. */
  static final String FINE = "tasks: [{task_key: fine, shell_task: {command: echo}}]\n";

  JobFolder with(String file) {
    write(file, "");
    return this;
  }

  Reading read(String yaml) {
    return JobFile.read(write("job.yaml", yaml));
  }

  /** What is wrong with {@code yaml}, each line without the name of the file. */
  List<String> complaints(String yaml) {
    return complaintsOf("job.yaml", yaml);
  }

  List<String> complaintsOfJson(String json) {
    return complaintsOf("job.json", json);
  }

  Path write(String file, String text) {
    try {
      return Files.writeString(path.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> complaintsOf(String file, String text) {
    var job = write(file, text);
    return JobFile.read(job).complaints().stream()
        .map(line -> line.replace(job + ":", "").replace(path.toString(), "FOLDER"))
        .toList();
  }
}
