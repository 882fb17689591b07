package io.sampo.cli.cluster.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that nobody but its owner may read: it may hold a password. */
public final class PrivateFile {

  private static final String PERMISSIONS = "rw-------";

  private PrivateFile() {}

  /** Writes it anew. */
  public static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PERMISSIONS)));
    Files.writeString(file, text);
  }
}
