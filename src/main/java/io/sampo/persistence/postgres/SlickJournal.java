package io.sampo.persistence.postgres;

import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import scala.Some;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;
import slick.util.AsyncExecutor;
import slick.util.AsyncExecutor$;

/** The journal's own pool, as Slick and with it pekko-persistence-jdbc sees it. */
final class SlickJournal implements SlickDatabase {

  /** Statements that wait for a connection: recoveries mostly, as writes wait in batches. */
  private static final int QUEUE_MAX = 10_000;

  private final Pool pool;
  private final JdbcBackend.JdbcDatabaseDef database;

  private SlickJournal(Pool pool, JdbcBackend.JdbcDatabaseDef database) {
    this.pool = pool;
    this.database = database;
  }

  /** Over {@code pool}, with a thread for each connection; closes it in the end. */
  static SlickJournal over(Pool pool) {
    var size = pool.source().getMaximumPoolSize();
    AsyncExecutor executor =
        AsyncExecutor$.MODULE$.apply("sampo-journal", size, size, QUEUE_MAX, size);
    var database =
        PostgresProfile$.MODULE$
            .backend()
            .Database()
            .forDataSource(pool.source(), new Some<>(size), executor, false);
    return new SlickJournal(pool, database);
  }

  @Override
  public JdbcBackend.JdbcDatabaseDef database() {
    return database;
  }

  @Override
  public JdbcProfile profile() {
    return PostgresProfile$.MODULE$;
  }

  /** The plug-ins share it, so none of them closes it. */
  @Override
  public boolean allowShutdown() {
    return false;
  }

  void close() {
    database.close();
    pool.close();
  }
}
