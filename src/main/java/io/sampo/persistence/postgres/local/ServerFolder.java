package io.sampo.persistence.postgres.local;

import io.sampo.artifact.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a local server: {@code data} is PostgreSQL's own, beside it {@code password},
 * {@code port} and {@code server.log}.
 */
record ServerFolder(Path folder) {

  private static final int PASSWORD_BYTES = 24;

  Path data() {
    return folder.resolve("data");
  }

  Path password() {
    return folder.resolve("password");
  }

  Path log() {
    return folder.resolve("server.log");
  }

  Path lock() {
    return folder.resolve("lock");
  }

  /** Makes the folder, for its owner alone, and the log, which whoever is given both writes. */
  void create() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    if (!Files.exists(log())) {
      Files.createFile(log());
    }
  }

  /** Makes a password, unless there is one. */
  void createPassword() throws IOException {
    if (!Files.exists(password())) {
      var bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      SmallFile.write(password(), HexFormat.of().formatHex(bytes) + "\n");
    }
  }

  /** The port that the server had when it last started. */
  Optional<Integer> port() throws IOException {
    try {
      return Optional.of(Integer.valueOf(Files.readString(folder.resolve("port")).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  void port(int port) throws IOException {
    SmallFile.write(folder.resolve("port"), port + "\n");
  }

  /** The process that the server's data names as its own; it may be long gone. */
  Optional<Long> pid() throws IOException {
    try (var lines = Files.lines(pidFile())) {
      return lines.findFirst().map(line -> Long.valueOf(line.strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Forgets the process of a server that did not end in good order. */
  void forgetPid() throws IOException {
    Files.deleteIfExists(pidFile());
  }

  /** Writes the server's settings. */
  void configure(int port) throws IOException {
    var settings =
        List.of(
            "listen_addresses = '127.0.0.1'",
            "port = " + port,
            "unix_socket_directories = ''",
            "max_connections = 100",
            "shared_buffers = 64MB",
            "max_wal_size = 256MB",
            "wal_level = minimal",
            "max_wal_senders = 0",
            "fsync = on",
            "synchronous_commit = on",
            "full_page_writes = on",
            "max_parallel_workers = 0",
            "jit = off",
            "timezone = 'UTC'",
            // What is refused is told to whoever asked; statements may hold what is secret.
            "log_min_messages = fatal",
            "log_min_error_statement = panic",
            "log_line_prefix = '%m [%p] '");
    Files.write(data().resolve("postgresql.conf"), settings);
    Files.writeString(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }
}
