package io.sampo.persistence.rocks;

import io.sampo.model.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The keys of a journal folder. All lie in RocksDB's default column family, so that a flush or a
 * lost file can only ever take away the newest groups together, never one kind of key alone.
 * Numbers are big-endian: RocksDB orders keys by bytes, which makes the order of an iterator that
 * of replay.
 *
 * <pre>
 * g                              number of the group (8 bytes): grows by one with each write
 * e PERSISTENCE_ID 00 SEQUENCE   an event (see RecordFormat)
 * h PERSISTENCE_ID               its highest sequence number (8 bytes), never lowered
 * d PERSISTENCE_ID               its events up to this number (8 bytes) are deleted
 * s PERSISTENCE_ID 00 SEQUENCE   a snapshot of it after that event, written as an event is
 * n                              the first id (8 bytes) that was never drawn
 * i SHA256                       a definition's length (8 bytes)
 * c SHA256 CHUNK                 one chunk (number: 4 bytes) of that definition
 * </pre>
 */
final class Keys {

  /** The number of the newest group. Every group begins by writing it. */
  static final byte GROUP = 'g';

  private Keys() {}

  static byte[] group() {
    return new byte[] {GROUP};
  }

  static byte[] event(String persistenceId, long sequenceNr) {
    return numbered('e', persistenceId, sequenceNr);
  }

  static byte[] snapshot(String persistenceId, long sequenceNr) {
    return numbered('s', persistenceId, sequenceNr);
  }

  private static byte[] numbered(char kind, String persistenceId, long sequenceNr) {
    var id = persistenceId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(id.length + 10)
        .put((byte) kind)
        .put(id)
        .put((byte) 0)
        .putLong(sequenceNr)
        .array();
  }

  static byte[] highest(String persistenceId) {
    return named('h', persistenceId);
  }

  static String persistenceIdOfHighest(byte[] key) {
    return new String(key, 1, key.length - 1, StandardCharsets.UTF_8);
  }

  static byte[] deleted(String persistenceId) {
    return named('d', persistenceId);
  }

  static byte[] nextId() {
    return new byte[] {'n'};
  }

  static byte[] definition(ContentHash hash) {
    return ByteBuffer.allocate(33).put((byte) 'i').put(bytes(hash)).array();
  }

  static byte[] chunk(ContentHash hash, int number) {
    return ByteBuffer.allocate(37).put((byte) 'c').put(bytes(hash)).putInt(number).array();
  }

  static byte[] number(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /** The number that {@link #number} wrote at the end of {@code bytes}. */
  static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
  }

  private static byte[] named(char kind, String persistenceId) {
    var id = persistenceId.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(id.length + 1).put((byte) kind).put(id).array();
  }

  private static byte[] bytes(ContentHash hash) {
    return HexFormat.of().parseHex(hash.hex());
  }
}
