package io.sampo.campaign.cluster;

import io.sampo.persistence.postgres.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database of a cluster of its own. */
public record Postgres(Path folder, Path cache) {

  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity"
          + " where pid <> pg_backend_pid() and backend_type = 'client backend'";

  /** Whether the cluster has one. */
  public boolean isThere() {
    return Files.isDirectory(folder);
  }

  /** Sends a signal to its first process: QUIT stops it at once, without a last word to disk. */
  public void signal(String signal) throws IOException, InterruptedException {
    var server = new LocalPostgres(folder, cache).status();
    if (server.isPresent()) {
      Signals.send(signal, server.get().pid());
    }
  }

  /** Starts it again, unless it runs. */
  public void start() throws IOException {
    new LocalPostgres(folder, cache).start(0);
  }

  /** Cuts all connections to it. */
  public void cutConnections() throws IOException {
    var server = new LocalPostgres(folder, cache).start(0);
    var access = new Properties();
    access.setProperty("user", LocalPostgres.USER);
    access.setProperty("password", Files.readString(server.passwordFile()).strip());
    try (var connection = DriverManager.getConnection(server.url(), access);
        var statement = connection.createStatement()) {
      statement.execute(CUT);
    } catch (SQLException e) {
      throw new IOException("%s: %s".formatted(server.url(), CUT), e);
    }
  }
}
