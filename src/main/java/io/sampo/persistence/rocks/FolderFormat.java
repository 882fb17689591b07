package io.sampo.persistence.rocks;

import io.sampo.artifact.SmallFile;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The version of the whole folder, in a text file that is read before RocksDB touches anything. A
 * folder without it is none of this journal's, or is empty.
 */
final class FolderFormat {

  /** What this release writes, and the newest that it reads. */
  static final int VERSION = 1;

  static final String FILE = "sampo.format";

  private static final Pattern CONTENT = Pattern.compile("sampo journal ([0-9]{1,9})\n");
  private static final Pattern STORED = Pattern.compile("CURRENT|[0-9]+\\.(sst|log)");

  private FolderFormat() {}

  /**
   * Whether {@code folder} holds a journal that this release can read. Without one it may be made:
   * what a crash leaves of a journal that was just being made counts as none.
   *
   * @throws StoreException if it holds something else, a newer format, or a part of a journal
   */
  static boolean holdsJournal(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    var stored = stored(folder);
    if (!Files.exists(file)) {
      if (stored) {
        throw damaged(folder, FILE + " is missing");
      }
      return false;
    }
    check(file);
    if (Files.exists(folder.resolve("CURRENT"))) {
      return true;
    }
    if (stored || AcknowledgedMark.read(folder) > 0) {
      throw damaged(folder, "CURRENT is missing");
    }
    return false;
  }

  /** Writes this release's version, durably, into a folder that holds no journal yet. */
  static void write(Path folder) throws IOException {
    SmallFile.write(folder.resolve(FILE), "sampo journal " + VERSION + "\n");
  }

  private static void check(Path file) throws IOException {
    var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    var content = CONTENT.matcher(text);
    if (!content.matches()) {
      throw new StoreException(
          Reason.DAMAGED,
          "%s: not the version of a journal (expected: \"sampo journal %d\"); restore the file"
              .formatted(file, VERSION));
    }
    var version = Integer.parseInt(content.group(1));
    if (version != VERSION) {
      throw new StoreException(
          Reason.NEWER_FORMAT,
          "%s: format %d (expected: %d); open it with a release that knows that format"
              .formatted(file, version, VERSION));
    }
  }

  private static boolean stored(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.anyMatch(file -> STORED.matcher(file.getFileName().toString()).matches());
    }
  }

  private static StoreException damaged(Path folder, String what) {
    return new StoreException(
        Reason.DAMAGED,
        "%s: %s, though other files of a journal are there; restore the folder from a copy"
            .formatted(folder, what));
  }
}
