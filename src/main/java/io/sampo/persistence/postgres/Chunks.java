package io.sampo.persistence.postgres;

import io.sampo.model.ContentHash;
import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Content by its hash in two tables: {@code KIND_chunk} holds it in pieces, and a row of {@code
 * KIND} says that all are there. A put that is broken off leaves pieces that the next one uses.
 */
final class Chunks {

  /** What lies in the database. */
  enum Kind {
    DEFINITION("definition"),
    ARTIFACT("artifact");

    private final String table;

    Kind(String table) {
      this.table = table;
    }
  }

  private static final int CHUNK_BYTES = 64 * 1024;

  /** Chunks read or written in one round trip: 1 MiB. */
  private static final int PAGE_CHUNKS = 16;

  private final String database;
  private final Pool pool;
  private final Kind kind;

  Chunks(String database, Pool pool, Kind kind) {
    this.database = database;
    this.pool = pool;
    this.kind = kind;
  }

  /** Stores what {@code content} holds, which must hash to {@code hash}; on disk afterwards. */
  void put(ContentHash hash, InputStream content) throws IOException {
    if (length(hash) >= 0) {
      return;
    }
    var digest = sha256();
    var length = 0L;
    for (var number = 0; ; number += PAGE_CHUNKS) {
      var page = readPage(content);
      for (var chunk : page) {
        digest.update(chunk);
        length += chunk.length;
      }
      write(hash, number, page);
      if (page.size() < PAGE_CHUNKS) {
        break;
      }
    }
    if (!hashOf(digest).equals(hash)) {
      throw new IOException(
          "%s %s changed while it was stored; store it again".formatted(kind.table, hash));
    }
    complete(hash, length);
  }

  /**
   * Writes the content of {@code hash} to {@code out}.
   *
   * @return whether it was ever stored
   * @throws StoreException if it is damaged
   */
  boolean copy(ContentHash hash, OutputStream out) throws IOException {
    var length = length(hash);
    if (length < 0) {
      return false;
    }
    var digest = sha256();
    var written = 0L;
    for (var number = 0; written < length; ) {
      var page = page(hash, number);
      if (page.isEmpty()) {
        throw damaged(hash, "chunk %d or one after it is missing".formatted(number));
      }
      for (var chunk : page) {
        digest.update(chunk);
        out.write(chunk);
        written += chunk.length;
      }
      number += page.size();
    }
    if (written != length || !hashOf(digest).equals(hash)) {
      throw damaged(hash, "its bytes have another hash");
    }
    return true;
  }

  private long length(ContentHash hash) {
    return pool.use(connection -> {
      try (var query =
          connection.prepareStatement(
              "SELECT length FROM %s WHERE hash = ?".formatted(kind.table))) {
        query.setBytes(1, bytes(hash));
        try (var rows = query.executeQuery()) {
          return rows.next() ? rows.getLong(1) : -1L;
        }
      }
    });
  }

  private static List<byte[]> readPage(InputStream content) throws IOException {
    var page = new ArrayList<byte[]>();
    while (page.size() < PAGE_CHUNKS) {
      var chunk = content.readNBytes(CHUNK_BYTES);
      if (chunk.length == 0) {
        break;
      }
      page.add(chunk);
    }
    return page;
  }

  private void write(ContentHash hash, int first, List<byte[]> page) {
    var number = new int[] {first};
    pool.transaction(connection -> {
      try (var insert =
          connection.prepareStatement(
              "INSERT INTO %s_chunk (hash, number, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
                  .formatted(kind.table))) {
        for (var chunk : page) {
          insert.setBytes(1, bytes(hash));
          insert.setInt(2, number[0]++);
          insert.setBytes(3, chunk);
          insert.addBatch();
        }
        return insert.executeBatch().length;
      }
    });
  }

  private void complete(ContentHash hash, long length) {
    var _ =
        pool.use(connection -> {
          try (var insert =
              connection.prepareStatement(
                  "INSERT INTO %s (hash, length) VALUES (?, ?) ON CONFLICT DO NOTHING"
                      .formatted(kind.table))) {
            insert.setBytes(1, bytes(hash));
            insert.setLong(2, length);
            return insert.executeUpdate();
          }
        });
  }

  /** The chunks from {@code first} on, as far as they follow each other without a gap. */
  private List<byte[]> page(ContentHash hash, int first) {
    return pool.use(connection -> {
      try (var query =
          connection.prepareStatement(
              "SELECT number, bytes FROM %s_chunk WHERE hash = ? AND number >= ? AND number < ?"
                      .formatted(kind.table)
                  + " ORDER BY number")) {
        query.setBytes(1, bytes(hash));
        query.setInt(2, first);
        query.setInt(3, first + PAGE_CHUNKS);
        var page = new ArrayList<byte[]>();
        try (var rows = query.executeQuery()) {
          while (rows.next() && rows.getInt(1) == first + page.size()) {
            page.add(rows.getBytes(2));
          }
        }
        return page;
      }
    });
  }

  private StoreException damaged(ContentHash hash, String what) {
    return new StoreException(
        Reason.DAMAGED,
        "%s %s in %s: %s; restore the database from a copy"
            .formatted(kind.table, hash, database, what));
  }

  private static byte[] bytes(ContentHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }

  private static ContentHash hashOf(MessageDigest digest) {
    return new ContentHash(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
