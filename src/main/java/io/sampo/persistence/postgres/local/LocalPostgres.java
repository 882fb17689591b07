package io.sampo.persistence.postgres.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of Sampo's own in one folder, reachable from this machine alone and by a
 * password. It outlives the process that started it. Processes that start or stop it at the same
 * time wait for each other.
 */
public final class LocalPostgres {

  /** The user and owner of everything in it. */
  public static final String USER = "sampo";

  private static final int PORT_MAX = 65_535;
  private static final String START_SECONDS = "60";

  /**
   * A server that runs.
   *
   * @param url for JDBC, without user and password
   * @param passwordFile holds the password of {@link #USER}; readable by its owner alone
   * @param pid of the server's first process
   */
  public record Server(String url, Path passwordFile, int port, long pid) {}

  /** A lock of a file keeps out other processes only. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final ServerFolder folder;
  private final Path cache;

  /**
   * The server of {@code folder}, whether it runs or not.
   *
   * @param cache where the server's programs (58 MB) are unpacked, once for all folders
   */
  public LocalPostgres(Path folder, Path cache) {
    this.folder = new ServerFolder(folder.toAbsolutePath().normalize());
    this.cache = cache.toAbsolutePath().normalize();
  }

  /**
   * Starts the server, unless it runs, and returns when it takes connections. Its folder is made if
   * it is not there.
   *
   * @param port 0 for the port it had before, or else any free one; otherwise a running server must
   *     have this one
   * @throws IOException if it does not start, with the end of its log
   */
  public Server start(int port) throws IOException {
    folder.create();
    return locked(() -> {
      var running = running();
      if (running.isPresent()) {
        return checked(running.get(), port);
      }
      new DataUsers(folder.data()).awaitEnd();
      var home = PostgresBinaries.in(cache);
      var user = initialized(home);
      var chosen = port(port);
      folder.configure(chosen);
      folder.port(chosen);
      folder.forgetPid();
      var start = List.of("start", "-w", "-t", START_SECONDS, "-l", folder.log().toString());
      if (control(home, user, start).exit() != 0) {
        throw new IOException(
            "%s: PostgreSQL does not start at port %d: %s"
                .formatted(folder.folder(), chosen, endOfLog()));
      }
      return running()
          .orElseThrow(() ->
              new IOException(folder.folder() + ": PostgreSQL ended at once; see " + folder.log()));
    });
  }

  /** The server, if it runs. */
  public Optional<Server> status() throws IOException {
    return Files.isDirectory(folder.folder()) ? locked(this::running) : Optional.empty();
  }

  /**
   * Stops the server: connections are cut, what was confirmed stays. Does nothing if it does not
   * run.
   */
  public void stop() throws IOException {
    if (status().isEmpty()) {
      return;
    }
    locked(() -> {
      var home = PostgresBinaries.in(cache);
      var user = ServerUser.of(home, folder.folder());
      if (running().isPresent()
          && control(home, user, List.of("stop", "-w", "-m", "fast")).exit() != 0) {
        throw new IOException(
            "%s: PostgreSQL does not stop: %s".formatted(folder.folder(), endOfLog()));
      }
      return this;
    });
  }

  /** A process of that number whose working folder is the data is the server, and no other is. */
  private Optional<Server> running() throws IOException {
    var pid = folder.pid();
    var port = folder.port();
    if (pid.isEmpty() || port.isEmpty() || !new DataUsers(folder.data()).contains(pid.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Server(
            "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port.get()),
            folder.password(),
            port.get(),
            pid.get()));
  }

  private Server checked(Server running, int port) throws IOException {
    if (port != 0 && port != running.port()) {
      throw new IOException(
          "%s: PostgreSQL runs at port %d (expected: %d); stop it first"
              .formatted(folder.folder(), running.port(), port));
    }
    return running;
  }

  private int port(int wished) throws IOException {
    if (wished < 0 || wished > PORT_MAX) {
      throw new IOException("port: %d (expected: 0 to %d)".formatted(wished, PORT_MAX));
    }
    var known = folder.port();
    if (wished != 0 || known.isPresent()) {
      return wished != 0 ? wished : known.get();
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Makes the server's data, if there are none, whole or not at all. */
  private ServerUser initialized(Path home) throws IOException {
    folder.createPassword();
    var user = ServerUser.of(home, folder.folder());
    if (Files.isDirectory(folder.data())) {
      return user;
    }
    var half = folder.folder().resolve("data.new");
    if (Files.isDirectory(half)) {
      PostgresBinaries.delete(half);
    }
    var ended =
        Command.run(
            user.command(
                List.of(
                    home.resolve("bin/initdb").toString(),
                    "--pgdata=" + half,
                    "--username=" + USER,
                    "--pwfile=" + folder.password(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--data-checksums")),
            Optional.empty());
    if (ended.exit() != 0) {
      throw new IOException(
          "%s: initdb ended with %d: %s".formatted(half, ended.exit(), ended.output().strip()));
    }
    Files.move(half, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    return user;
  }

  /** Runs pg_ctl; a started server is of a session of its own and keeps none of our files open. */
  private Command.Ended control(Path home, ServerUser user, List<String> arguments)
      throws IOException {
    var command =
        new ArrayList<>(
            List.of(home.resolve("bin/pg_ctl").toString(), "-D", folder.data().toString()));
    command.addAll(arguments);
    return Command.run(user.command(command), Optional.of(folder.log()));
  }

  private String endOfLog() throws IOException {
    var lines = Files.readAllLines(folder.log());
    return String.join("; ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private interface Step<T extends @Nullable Object> {
    T take() throws IOException;
  }

  private <T> T locked(Step<T> step) throws IOException {
    IN_THIS_PROCESS.lock();
    try (var channel =
            FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return step.take();
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }
}
