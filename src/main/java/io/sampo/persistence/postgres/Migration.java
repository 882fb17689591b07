package io.sampo.persistence.postgres;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of the tables' growth. A step that was released never changes again; a change is the
 * next step.
 *
 * @param number counts from 1 without a gap
 * @param name of its file
 */
record Migration(int number, String name, String sql) {

  /** In the order in which they are applied. */
  private static final List<String> NAMES = List.of("001-journal", "002-shared", "003-founding");

  /** The steps of this release. */
  static List<Migration> all() {
    return IntStream.range(0, NAMES.size())
        .mapToObj(index -> new Migration(index + 1, NAMES.get(index), read(NAMES.get(index))))
        .toList();
  }

  /** What the step's text must be as long as there is a database that it was applied to. */
  String checksum() {
    return ContentHash.of(sql.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String read(String name) {
    try (var file = Migration.class.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new AssertionError(name + ".sql is not among the resources");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
