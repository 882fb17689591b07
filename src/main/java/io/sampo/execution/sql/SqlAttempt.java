package io.sampo.execution.sql;

import io.sampo.execution.AttemptException;
import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt of an SQL task. */
final class SqlAttempt implements Executor.Execution {

  private static final Logger LOG = System.getLogger(SqlAttempt.class.getName());
  private static final String IN_MEMORY = "jdbc:duckdb:";
  private static final long CANCEL_AGAIN_MILLIS = 20;

  private final AttemptSpec spec;
  private final Work.Sql work;
  private final FileSource source;
  private final Consumer<Outcome> onEnd;
  private final Map<String, String> parameters;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile @Nullable Statement running;

  SqlAttempt(AttemptSpec spec, Work.Sql work, FileSource source, Consumer<Outcome> onEnd) {
    this.spec = spec;
    this.work = work;
    this.source = source;
    this.onEnd = onEnd;
    this.parameters = spec.pushedDown(work.parameters());
  }

  /** Asks the database to cancel the statement; there is nothing stronger, whatever the grace. */
  @Override
  public synchronized void stop(long graceMillis) {
    Check.range("grace in milliseconds", graceMillis, 0, Limits.WAIT_MILLIS_MAX);
    if (!stopping) {
      stopping = true;
      Thread.ofVirtual().name("stop").start(this::cancel);
    }
  }

  void run() {
    Outcome outcome;
    try (var log = log()) {
      outcome = carryOut(log);
    } catch (AttemptException refused) {
      outcome = refused.outcome();
    } catch (IOException | RuntimeException | Error broken) {
      outcome = new Outcome.Failed(false, "cannot be carried out: " + broken, null, null);
    }
    ended.countDown();
    onEnd.accept(stopping ? new Outcome.Canceled() : outcome);
  }

  private PrintStream log() throws IOException {
    var file =
        Files.newOutputStream(
            spec.preparedLog(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return new PrintStream(file, true, StandardCharsets.UTF_8);
  }

  private Outcome carryOut(PrintStream log) throws AttemptException, IOException {
    var statements = SqlScript.statements(script());
    for (var statement : statements) {
      checkMarkers(statement);
    }
    try (var connection = connect()) {
      ResultTable last = null;
      for (var statement : statements) {
        var result = execute(statement, connection);
        last = result == null ? last : result;
      }
      if (last != null) {
        log.print(last.text());
      }
      return Outcome.Succeeded.PLAIN;
    } catch (SQLException failed) {
      log.println(failed.getMessage());
      var message = String.valueOf(failed.getMessage());
      return new Outcome.Failed(false, message, null, failed.getClass().getName());
    }
  }

  private String script() throws IOException {
    var statement = work.statement();
    if (statement != null) {
      return statement;
    }
    return Files.readString(spec.pinned(String.valueOf(work.file()), source));
  }

  private void checkMarkers(SqlStatement statement) throws AttemptException {
    for (var marker : statement.markers()) {
      if (!parameters.containsKey(marker)) {
        throw new AttemptException(
            true,
            "%s: no parameter for the marker ':%s' (expected: one of %s)"
                .formatted(statement.place(), marker, new TreeSet<>(parameters.keySet())));
      }
    }
  }

  private Connection connect() throws SQLException {
    var named = work.jdbcUrl();
    var url = named == null ? IN_MEMORY : named;
    var properties = new Properties();
    if (url.startsWith(IN_MEMORY)) {
      properties.setProperty("jdbc_stream_results", "true");
    }
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException refused) {
      throw new SQLException("jdbc_url: '%s': %s".formatted(url, refused.getMessage()), refused);
    }
  }

  private @Nullable ResultTable execute(SqlStatement statement, Connection connection)
      throws SQLException {
    if (stopping) {
      return null;
    }
    try (var prepared = connection.prepareStatement(statement.text())) {
      running = prepared;
      for (var i = 0; i < statement.markers().size(); i++) {
        prepared.setString(i + 1, parameters.get(statement.markers().get(i)));
      }
      return prepared.execute() ? ResultTable.read(prepared.getResultSet()) : null;
    } catch (SQLException failed) {
      var message = "%s: %s".formatted(statement.place(), failed.getMessage());
      throw new SQLException(message, failed.getSQLState(), failed);
    } finally {
      running = null;
    }
  }

  /** Repeated, since a statement that has not begun yet does not notice. */
  private void cancel() {
    try {
      do {
        cancelOnce();
      } while (!ended.await(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException nobodyInterrupts) {
      Thread.currentThread().interrupt();
    }
  }

  private void cancelOnce() {
    var statement = running;
    if (statement == null) {
      return;
    }
    try {
      statement.cancel();
    } catch (SQLException refused) {
      LOG.log(Level.DEBUG, "A statement could not be cancelled, perhaps it has ended", refused);
    }
  }
}
