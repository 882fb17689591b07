package io.sampo.definition.source;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of this machine. */
final class DiskFiles implements SourceFiles {

  @Override
  public @Nullable String refusal(Path file) {
    if (Files.isDirectory(file)) {
      return "is a folder: %s (expected: a file)".formatted(file);
    }
    if (!Files.exists(file)) {
      return "no such file: %s".formatted(file);
    }
    return Files.isReadable(file) ? null : "may not be read: %s".formatted(file);
  }

  @Override
  public boolean isFile(Path file) {
    return Files.isRegularFile(file);
  }

  @Override
  public SourceText text(Path file) {
    return SourceText.read(file);
  }

  @Override
  public Faults faults(Path file) {
    return new Faults(file.toString());
  }

  @Override
  public @Nullable Node tree(Path file, Faults faults) {
    return SourceTree.read(file, faults);
  }
}
