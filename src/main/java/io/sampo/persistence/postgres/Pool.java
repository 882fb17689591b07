package io.sampo.persistence.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * A few connections to the database for one purpose. A dead connection is noticed when it is taken
 * and replaced, so a restart of the database costs what was under way and no more.
 */
final class Pool implements AutoCloseable {

  /** Something done with a connection. */
  interface Use<T> {
    T of(Connection connection) throws SQLException;
  }

  private static final Duration IDLE_MAX = Duration.ofMinutes(1);
  private static final Duration LIFE_MAX = Duration.ofMinutes(30);

  /**
   * How long a transaction may wait for the next statement of its client. A node that is paused
   * within a transaction holds the numbers it wrote, and its successor waits for them; but it takes
   * as long to be replaced.
   */
  private static final Duration PAUSE_MAX = Duration.ofSeconds(3);

  private final String database;
  private final HikariDataSource source;

  private Pool(String database, HikariDataSource source) {
    this.database = database;
    this.source = source;
  }

  /**
   * A pool that connects once it is used.
   *
   * @param name what its connections are for
   * @param statementTimeout after which the server, and a second later the client, gives up
   */
  static Pool open(PostgresSettings settings, String name, int size, Duration statementTimeout) {
    var config = new HikariConfig();
    config.setPoolName("sampo-" + name);
    config.setJdbcUrl(settings.url());
    config.setDataSourceProperties(properties(settings, name, statementTimeout));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setValidationTimeout(settings.connectTimeout().toMillis());
    config.setIdleTimeout(IDLE_MAX.toMillis());
    config.setMaxLifetime(LIFE_MAX.toMillis());
    config.setInitializationFailTimeout(-1);
    return new Pool(settings.name(), new HikariDataSource(config));
  }

  /** What the driver is told; parameters of the URL win over these. */
  static Properties properties(PostgresSettings settings, String name, Duration statementTimeout) {
    var properties = new Properties();
    properties.setProperty("user", settings.login().user());
    properties.setProperty("password", settings.login().password());
    properties.setProperty("currentSchema", settings.schema());
    properties.setProperty("ApplicationName", "sampo-" + name);
    properties.setProperty("connectTimeout", seconds(settings.connectTimeout()));
    properties.setProperty("socketTimeout", seconds(statementTimeout.plusSeconds(1)));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    // Or a failed write would be logged with everything that it was to write.
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty(
        "options",
        "-c statement_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(statementTimeout.toMillis(), PAUSE_MAX.toMillis()));
    return properties;
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.ceilDiv(duration.toMillis(), 1_000));
  }

  /** For whoever manages connections itself. */
  HikariDataSource source() {
    return source;
  }

  /** Uses a connection whose every statement commits by itself. */
  <T> T use(Use<T> use) {
    try (var connection = source.getConnection()) {
      return use.of(connection);
    } catch (SQLException e) {
      throw failed(database, e);
    }
  }

  /** Uses a connection within one transaction. */
  <T> T transaction(Use<T> use) {
    return use(connection -> {
      connection.setAutoCommit(false);
      try {
        var result = use.of(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    });
  }

  static StoreException failed(String database, SQLException e) {
    return new StoreException(
        Reason.FAILED,
        ("%s: %s (SQL state %s); see that the server runs there, knows the user and has room;"
                + " then try again")
            .formatted(database, e.getMessage(), e.getSQLState()),
        e);
  }

  @Override
  public void close() {
    source.close();
  }
}
