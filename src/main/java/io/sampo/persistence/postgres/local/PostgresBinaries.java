package io.sampo.persistence.postgres.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs: an archive among the libraries, unpacked once into a folder. */
final class PostgresBinaries {

  /** What the folder of the unpacked archive is called; goes with the dependency's version. */
  static final String NAME = "postgresql-14.22.0";

  private static final String SYSTEM = "Linux";
  private static final String ARCHITECTURE = "amd64";
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

  private PostgresBinaries() {}

  /** The folder in {@code cache} that holds {@code bin}, {@code lib} and {@code share}. */
  static Path in(Path cache) throws IOException {
    var home = cache.resolve(NAME);
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache);
      var half = Files.createTempDirectory(cache, NAME + "-");
      try {
        unpack(half);
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        delete(half); // another process was faster
      }
    }
    return home;
  }

  private static void unpack(Path folder) throws IOException {
    try (var archive = archive();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException(ARCHIVE + ": entry " + entry.getName() + " leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
      Files.setPosixFilePermissions(target, permissions(entry.getMode()));
    }
  }

  /** Readable by everybody: the server may run as another user than the one who unpacks. */
  private static Set<PosixFilePermission> permissions(int mode) {
    return (mode & 0100) == 0
        ? PosixFilePermissions.fromString("rw-r--r--")
        : PosixFilePermissions.fromString("rwxr-xr-x");
  }

  private static InputStream archive() throws IOException {
    var system = System.getProperty("os.name");
    var architecture = System.getProperty("os.arch");
    var archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
    if (archive == null || !system.equals(SYSTEM) || !architecture.equals(ARCHITECTURE)) {
      throw new IOException(
          ("no PostgreSQL for %s %s is among the libraries (expected: %s %s); start a server"
                  + " yourself and name its JDBC URL")
              .formatted(system, architecture, SYSTEM, ARCHITECTURE));
    }
    return archive;
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
