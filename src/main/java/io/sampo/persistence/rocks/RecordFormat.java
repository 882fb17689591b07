package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import io.sampo.persistence.StoredEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How one event is written: a header, then the payload. The checksum is over the key, too, so that
 * an event that turns up in another's place is noticed.
 *
 * <pre>
 * version 1 byte | CRC32C 4 | serializer id 4 | timestamp 8
 *   | manifest, adapter manifest, writer uuid: each length 2 and UTF-8 | payload
 * </pre>
 */
final class RecordFormat {

  /** What this release writes, and the newest that it reads. */
  static final byte VERSION = 1;

  private static final int BODY = 1 + Integer.BYTES;
  private static final int FIXED = BODY + Integer.BYTES + Long.BYTES + 3 * Short.BYTES;
  private static final int TEXT_BYTES_MAX = 0xffff;

  private RecordFormat() {}

  /** The bytes of {@code event}, which lies under {@code key}. */
  static byte[] encode(byte[] key, StoredEvent event) {
    var manifest = text("manifest", event.manifest());
    var adapter = text("adapter manifest", event.adapterManifest());
    var writer = text("writer uuid", event.writerUuid());
    var size = FIXED + manifest.length + adapter.length + writer.length + event.payload().length;
    var bytes = ByteBuffer.allocate(size);
    bytes.put(VERSION).putInt(0).putInt(event.serializerId()).putLong(event.timestampMillis());
    put(bytes, manifest);
    put(bytes, adapter);
    put(bytes, writer);
    bytes.put(event.payload());
    return bytes.putInt(1, checksum(key, bytes.array())).array();
  }

  /**
   * The event that {@code value} was made from.
   *
   * @param folder only for messages
   * @throws StoreException if a newer release wrote it, or it is not what was written
   */
  static StoredEvent decode(String folder, String id, long sequenceNr, byte[] value) {
    check(
        value,
        Keys.event(id, sequenceNr),
        "event %d of %s in %s".formatted(sequenceNr, id, folder),
        "restore the folder from a copy: this event cannot be left out without changing what"
            + " happened");
    return read(id, sequenceNr, value);
  }

  /**
   * The snapshot that {@code value} was made from.
   *
   * @param folder only for messages
   * @throws StoreException if a newer release wrote it, or it is not what was written
   */
  static StoredEvent decodeSnapshot(String folder, String id, long sequenceNr, byte[] value) {
    check(
        value,
        Keys.snapshot(id, sequenceNr),
        "snapshot %d of %s in %s".formatted(sequenceNr, id, folder),
        "the events tell the same, but the disk is not to be trusted");
    return read(id, sequenceNr, value);
  }

  private static void check(byte[] value, byte[] key, String place, String mend) {
    if (value.length > 0 && value[0] > VERSION) {
      throw new StoreException(
          Reason.NEWER_FORMAT,
          "%s: record format %d (expected: at most %d); open it with a release that knows it"
              .formatted(place, value[0], VERSION));
    }
    if (value.length < FIXED
        || value[0] != VERSION
        || ByteBuffer.wrap(value).getInt(1) != checksum(key, value)) {
      throw new StoreException(
          Reason.DAMAGED,
          "%s: the record does not match its CRC32C (column family default); %s"
              .formatted(place, mend));
    }
  }

  private static StoredEvent read(String id, long sequenceNr, byte[] value) {
    var bytes = ByteBuffer.wrap(value, BODY, value.length - BODY);
    var serializerId = bytes.getInt();
    var timestampMillis = bytes.getLong();
    var manifest = text(bytes);
    var adapter = text(bytes);
    var writer = text(bytes);
    var payload = new byte[bytes.remaining()];
    bytes.get(payload);
    return new StoredEvent(
        id, sequenceNr, serializerId, manifest, adapter, writer, timestampMillis, payload);
  }

  private static int checksum(byte[] key, byte[] record) {
    var crc = new CRC32C();
    crc.update(key);
    crc.update(record, 0, 1);
    crc.update(record, BODY, record.length - BODY);
    return (int) crc.getValue();
  }

  private static byte[] text(String name, String value) {
    var bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > TEXT_BYTES_MAX) {
      throw new StoreException(
          Reason.TOO_LARGE,
          "%s: %d bytes (expected: at most %d)".formatted(name, bytes.length, TEXT_BYTES_MAX));
    }
    return bytes;
  }

  private static void put(ByteBuffer bytes, byte[] text) {
    bytes.putShort((short) text.length).put(text);
  }

  private static String text(ByteBuffer bytes) {
    var text = new byte[Short.toUnsignedInt(bytes.getShort())];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
