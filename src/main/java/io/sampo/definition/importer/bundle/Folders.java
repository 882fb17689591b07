package io.sampo.definition.importer.bundle;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where files lie. */
final class Folders {

  private Folders() {}

  /** The folder of {@code file}, written as {@code file} is. */
  static Path of(Path file) {
    @Nullable Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
