package io.sampo.persistence.rocks;

import com.typesafe.config.Config;
import io.sampo.model.Check;

/**
 * Limits of one opened folder; their meaning is told in {@code reference.conf}.
 *
 * @param queueWritesMax writes that wait for the disk
 * @param queueBytesMax bytes of those writes
 * @param groupBytesMax bytes after which a group takes no further write
 */
public record StoreSettings(int queueWritesMax, long queueBytesMax, long groupBytesMax) {

  /** What {@code reference.conf} says. */
  public static final StoreSettings DEFAULT = new StoreSettings(10_000, 64L << 20, 4L << 20);

  /** Bytes of one write, which lies in one group whole: far above any event's 128 KiB. */
  static final long WRITE_BYTES_MAX = 16L << 20;

  public StoreSettings {
    Check.range("queue-writes-max", queueWritesMax, 1, 1_000_000);
    Check.range("queue-bytes-max", queueBytesMax, WRITE_BYTES_MAX, 1L << 32);
    Check.range("group-bytes-max", groupBytesMax, 1, WRITE_BYTES_MAX);
  }

  /** Reads the block {@code sampo.journal.rocks}. */
  public static StoreSettings of(Config config) {
    return new StoreSettings(
        config.getInt("queue-writes-max"),
        config.getBytes("queue-bytes-max"),
        config.getBytes("group-bytes-max"));
  }
}
