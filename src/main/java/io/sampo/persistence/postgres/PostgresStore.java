package io.sampo.persistence.postgres;

import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.persistence.JournalReader;
import io.sampo.persistence.JournalStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;

/** What nodes write into their database past the journal: definitions, and the counter of ids. */
final class PostgresStore implements JournalStore {

  private static final String DRAW =
      """
      UPDATE counter SET next = next + ? WHERE name = 'id' AND next <= ?
      RETURNING next - ?
      """;

  /** The primary key of the journal is there already. */
  private static final String UNIQUE_VIOLATION = "23505";

  private static final int CAUSES_MAX = 20;

  private final Pool pool;
  private final Chunks definitions;
  private final PostgresReader reader;

  PostgresStore(String database, Pool pool) {
    this.pool = pool;
    this.definitions = new Chunks(database, pool, Chunks.Kind.DEFINITION);
    this.reader = new PostgresReader(database, pool, definitions);
  }

  @Override
  public JournalReader reader() {
    return reader;
  }

  @Override
  public ContentHash putDefinition(byte[] bytes) {
    var hash = ContentHash.of(bytes);
    try {
      definitions.put(hash, new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError("memory is no disk", e);
    }
    return hash;
  }

  @Override
  public long drawIds(int count) {
    JournalStore.checkDraw(1, count);
    return pool.use(connection -> {
      try (var draw = connection.prepareStatement(DRAW)) {
        draw.setLong(1, count);
        draw.setLong(2, RunId.MAX - count + 1);
        draw.setLong(3, count);
        try (var rows = draw.executeQuery()) {
          Check.that(rows.next(), "ids drawn at once", count, "as many as are left");
          return rows.getLong(1);
        }
      }
    });
  }

  @Override
  public boolean isTaken(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(CAUSES_MAX)
        .anyMatch(
            one -> one instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
  }
}
