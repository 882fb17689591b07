package io.sampo.execution.sql;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.util.function.Consumer;

/**
 * Carries out SQL over JDBC, each attempt on a connection and a thread of its own. Without a URL
 * that is a DuckDB in this JVM's memory, gone when the attempt ends. SQL tasks set no task values;
 * the result of the last query is in the log.
 */
public final class SqlExecutor {

  private final FileSource source;

  public SqlExecutor(FileSource source) {
    this.source = source;
  }

  /** Begins an attempt, as {@link Executor#launch} says. */
  public Executor.Execution launch(AttemptSpec spec, Work.Sql work, Consumer<Outcome> onEnd) {
    var attempt = new SqlAttempt(spec, work, source, onEnd);
    Thread.ofPlatform()
        .daemon()
        .name("attempt-%s-%s-%d".formatted(spec.run(), spec.task(), spec.fence()))
        .start(attempt::run);
    return attempt;
  }
}
