package io.sampo.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * A small file that is there whole or not at all, also after the power has failed, and that nobody
 * but its owner may read. Costs two fsyncs. Of several processes that write it, the last wins.
 */
public final class SmallFile {

  private static final String PERMISSIONS = "rw-------";

  private SmallFile() {}

  /** Writes {@code text} in place of whatever was in {@code file}; on disk when this returns. */
  public static void write(Path file, String text) throws IOException {
    var pid = ProcessHandle.current().pid();
    var draft = file.resolveSibling("%s.%d.new".formatted(file.getFileName(), pid));
    Files.deleteIfExists(draft);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var permissions = PosixFilePermissions.fromString(PERMISSIONS);
    try {
      try (var channel =
          FileChannel.open(draft, options, PosixFilePermissions.asFileAttribute(permissions))) {
        var bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Gives {@code draft}, which is on disk, the name {@code file} in the same folder. */
  public static void move(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    @Nullable Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      try (var folder = FileChannel.open(parent, StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }
}
