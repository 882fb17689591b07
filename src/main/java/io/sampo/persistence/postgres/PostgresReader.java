package io.sampo.persistence.postgres;

import io.sampo.model.ContentHash;
import io.sampo.persistence.JournalReader;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What can be read from the database past the entities. */
final class PostgresReader implements JournalReader {

  /** Events fetched at a time: what a reader holds in memory at most, and a round trip. */
  private static final int PAGE_EVENTS = 200;

  private static final int PAGE_IDS = 10_000;

  private static final String HIGHEST =
      "SELECT max(sequence_number) FROM event_journal WHERE persistence_id = ?";

  private static final String EVENTS =
      """
      SELECT sequence_number, deleted, event_ser_id, event_ser_manifest, adapter_manifest, writer,
             write_timestamp, event_payload
      FROM event_journal
      WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ?
      ORDER BY sequence_number LIMIT ?
      """;

  private final String database;
  private final Pool pool;
  private final Chunks definitions;

  PostgresReader(String database, Pool pool, Chunks definitions) {
    this.database = database;
    this.pool = pool;
    this.definitions = definitions;
  }

  @Override
  public List<String> persistenceIds(String prefix) {
    var ids = new ArrayList<String>();
    var page = page(prefix, ">=", prefix);
    while (!page.isEmpty()) {
      ids.addAll(page);
      page = page(prefix, ">", page.getLast());
    }
    return ids;
  }

  /** Jumps from one id to the next in the primary key, however many events each has. */
  private List<String> page(String prefix, String relation, String id) {
    var ids =
        """
        WITH RECURSIVE ids AS (
          (SELECT persistence_id AS id FROM event_journal
           WHERE persistence_id %s ? ORDER BY persistence_id LIMIT 1)
          UNION ALL
          SELECT (SELECT persistence_id FROM event_journal
                  WHERE persistence_id > ids.id ORDER BY persistence_id LIMIT 1)
          FROM ids WHERE starts_with(ids.id, ?))
        SELECT id FROM ids WHERE starts_with(id, ?) LIMIT ?
        """
            .formatted(relation);
    return pool.use(connection -> {
      try (var query = connection.prepareStatement(ids)) {
        query.setString(1, id);
        query.setString(2, prefix);
        query.setString(3, prefix);
        query.setInt(4, PAGE_IDS);
        var page = new ArrayList<String>();
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            page.add(rows.getString(1));
          }
        }
        return page;
      }
    });
  }

  @Override
  public long highestSequenceNr(String persistenceId) {
    return pool.use(connection -> {
      try (var query = connection.prepareStatement(HIGHEST)) {
        query.setString(1, persistenceId);
        try (var rows = query.executeQuery()) {
          rows.next();
          return rows.getLong(1);
        }
      }
    });
  }

  @Override
  public void replay(
      String persistenceId, long from, long to, long max, Consumer<StoredEvent> consumer) {
    StoredEvent.checkPersistenceId(persistenceId);
    var next = Math.max(from, 1);
    var left = max;
    var expected = 0L;
    while (left > 0 && next <= to) {
      var page = page(persistenceId, next, to);
      for (var row : page) {
        if (expected != 0 && row.sequenceNr != expected) {
          throw missing(persistenceId, expected, row.sequenceNr);
        }
        expected = row.sequenceNr + 1;
        if (!row.deleted && left > 0) {
          left--;
          consumer.accept(row.event);
        }
      }
      if (page.size() < PAGE_EVENTS) {
        return;
      }
      next = expected;
    }
  }

  private record Row(long sequenceNr, boolean deleted, StoredEvent event) {}

  private List<Row> page(String persistenceId, long from, long to) {
    return pool.use(connection -> {
      try (var query = connection.prepareStatement(EVENTS)) {
        query.setString(1, persistenceId);
        query.setLong(2, from);
        query.setLong(3, to);
        query.setInt(4, PAGE_EVENTS);
        var page = new ArrayList<Row>();
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            page.add(row(persistenceId, rows));
          }
        }
        return page;
      }
    });
  }

  private static Row row(String persistenceId, ResultSet row) throws SQLException {
    var event =
        new StoredEvent(
            persistenceId,
            row.getLong("sequence_number"),
            row.getInt("event_ser_id"),
            row.getString("event_ser_manifest"),
            row.getString("adapter_manifest"),
            row.getString("writer"),
            row.getLong("write_timestamp"),
            row.getBytes("event_payload"));
    return new Row(event.sequenceNr(), row.getBoolean("deleted"), event);
  }

  private StoreException missing(String id, long expected, long found) {
    return new StoreException(
        Reason.DAMAGED,
        "event %d of %s is missing in %s, though %d is there; restore the database from a copy"
            .formatted(expected, id, database, found));
  }

  @Override
  public byte[] definition(ContentHash hash) {
    var bytes = new ByteArrayOutputStream();
    try {
      if (!definitions.copy(hash, bytes)) {
        throw new StoreException(
            Reason.UNKNOWN, "no definition %s is in %s".formatted(hash, database));
      }
    } catch (IOException e) {
      throw new AssertionError("memory is no disk", e);
    }
    return bytes.toByteArray();
  }
}
