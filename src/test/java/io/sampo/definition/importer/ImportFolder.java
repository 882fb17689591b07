package io.sampo.definition.importer;

import io.sampo.definition.importer.text.JobText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder with files that are imported. */
record ImportFolder(Path path) {

  static final Wishes PLAIN = wishes(null, null, Map.of());

  static Wishes wishes(@Nullable String job, @Nullable String target, Map<String, String> values) {
    return new Wishes(1, job, target, values, "ada.l@example.org", null, JobText.YAML);
  }

  Path write(String file, String text) {
    try {
      var written = path.resolve(file);
      Files.createDirectories(written.getParent());
      return Files.writeString(written, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Imported read(String file, Wishes wishes) {
    return Importer.read(path.resolve(file), wishes);
  }

  /** The text of the only job that comes of {@code file}. */
  String yaml(String file, Wishes wishes) {
    var imported = read(file, wishes);
    if (imported.jobs().size() != 1) {
      throw new AssertionError(imported.complaints() + " " + imported.jobs().size() + " jobs");
    }
    return JobText.YAML.write(imported.jobs().getFirst().tree());
  }

  /** What is wrong with {@code file}, the folder cut off. */
  List<String> complaints(String file, Wishes wishes) {
    return shown(read(file, wishes).complaints());
  }

  /** Lines with the folder cut off. */
  List<String> shown(List<String> lines) {
    return lines.stream()
        .map(line -> line.replace(path + "/", "").replace(path.toString(), "FOLDER"))
        .toList();
  }
}
