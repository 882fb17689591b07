package io.sampo.persistence.postgres;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables, and brings those of an earlier release up to this one: in one transaction,
 * under a lock that nodes which start together take in turn.
 */
final class Migrator {

  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);

  private static final int SERVER_VERSION_MIN = 140_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private record Applied(int number, String name, String checksum) {}

  private final PostgresSettings settings;
  private final List<Migration> migrations;

  /** Applies {@code migrations}, which are all that this release knows. */
  Migrator(PostgresSettings settings, List<Migration> migrations) {
    this.settings = settings;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Returns when every migration is applied.
   *
   * @throws StoreException if the database cannot be reached, is not fit for a journal, is newer
   *     than this release, or was made by a changed migration
   */
  void migrate() {
    var properties = Pool.properties(settings, "migration", PATIENCE);
    try (var connection = DriverManager.getConnection(settings.url(), properties)) {
      judgeServer(connection);
      connection.setAutoCommit(false);
      lock(connection);
      prepare(connection);
      var applied = applied(connection);
      judge(applied);
      for (var migration : migrations.subList(applied.size(), migrations.size())) {
        apply(connection, migration);
      }
      connection.commit();
    } catch (SQLException e) {
      throw Pool.failed(settings.name(), e);
    }
  }

  /** A confirmed write must be on disk, and there must be one place to write to. */
  private void judgeServer(Connection connection) throws SQLException {
    var version = Integer.parseInt(show(connection, "server_version_num"));
    if (version < SERVER_VERSION_MIN) {
      throw unfit("server_version_num = " + version, "at least " + SERVER_VERSION_MIN);
    }
    for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if (show(connection, setting).equals("off")) {
        throw unfit(setting + " = off", "on, or a confirmed event may be lost");
      }
    }
    if (show(connection, "transaction_read_only").equals("on")) {
      throw unfit("it can only be read", "the primary; name it in the URL");
    }
  }

  private StoreException unfit(String what, String expected) {
    return new StoreException(
        Reason.FAILED,
        "%s: %s (expected: %s); mend the server".formatted(settings.name(), what, expected));
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var query = connection.prepareStatement("SELECT current_setting(?)")) {
      query.setString(1, setting);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  private void lock(Connection connection) throws SQLException {
    try (var lock =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      lock.setString(1, "sampo.migration." + settings.schema());
      lock.execute();
    }
  }

  /** The name of the schema is checked by the settings. */
  private void prepare(Connection connection) throws SQLException {
    try (var query = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?");
        var statement = connection.createStatement()) {
      query.setString(1, settings.schema());
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          statement.execute("CREATE SCHEMA " + settings.schema());
        }
      }
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS migration (
            number   int PRIMARY KEY,
            name     text NOT NULL,
            checksum text NOT NULL,
            applied  timestamptz NOT NULL DEFAULT now())
          """);
    }
  }

  private static List<Applied> applied(Connection connection) throws SQLException {
    try (var query =
            connection.prepareStatement("SELECT number, name, checksum FROM migration ORDER BY 1");
        var rows = query.executeQuery()) {
      var applied = new ArrayList<Applied>();
      while (rows.next()) {
        applied.add(new Applied(rows.getInt(1), rows.getString(2), rows.getString(3)));
      }
      return applied;
    }
  }

  private void judge(List<Applied> applied) {
    if (applied.size() > migrations.size()) {
      throw new StoreException(
          Reason.NEWER_FORMAT,
          "%s, schema %s: migration %s was applied (expected: at most %d); use the release that did"
              .formatted(
                  settings.name(), settings.schema(), applied.getLast().name(), migrations.size()));
    }
    for (var index = 0; index < applied.size(); index++) {
      var found = applied.get(index);
      var known = migrations.get(index);
      if (found.number() != known.number() || !found.checksum().equals(known.checksum())) {
        throw new StoreException(
            Reason.DAMAGED,
            ("%s, schema %s: migration %s was applied with checksum %s (expected: %s of %s); use"
                    + " the release that made the tables")
                .formatted(
                    settings.name(),
                    settings.schema(),
                    found.name(),
                    found.checksum(),
                    known.checksum(),
                    known.name()));
      }
    }
  }

  private void apply(Connection connection, Migration migration) throws SQLException {
    try (var statement = connection.createStatement();
        var note =
            connection.prepareStatement(
                "INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)")) {
      statement.execute(migration.sql());
      note.setInt(1, migration.number());
      note.setString(2, migration.name());
      note.setString(3, migration.checksum());
      note.execute();
    }
    LOG.info("{}, schema {}: {} applied", settings.name(), settings.schema(), migration.name());
  }
}
