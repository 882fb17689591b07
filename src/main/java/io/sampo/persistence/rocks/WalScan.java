package io.sampo.persistence.rocks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What one write-ahead log of RocksDB holds, read without RocksDB.
 *
 * <p>A log is a row of blocks of 32 KiB; a record lies in one block whole (FULL) or as fragments
 * (FIRST, MIDDLE, LAST) in several; a rest of a block too small for a header is filler. A fragment
 * is {@code masked CRC32C 4 | length 2 | type 1 | [log number 4, only in recycled logs] | payload},
 * all little-endian; the checksum begins at the type. One group of writes is one record, and the
 * next group is begun only when this one is on disk. So whatever a crash does to the blocks that
 * were under way, it hits the last record alone. From this follows the whole judgement:
 *
 * <ul>
 *   <li>Damage after which some record begins that is valid hit a group that was confirmed: {@link
 *       Damaged}. That record may begin at any byte, since the length that would lead to it may be
 *       what was damaged. A valid MIDDLE or LAST proves nothing: a crash may lose the first blocks
 *       of the last record and keep the others.
 *   <li>Damage after which nothing is valid is {@link Torn}: the last record was under way, or was
 *       whole and got damaged later. Nobody can tell these apart from the log alone.
 *   <li>Groups are numbered, so a record that vanished, or came twice, shows at the next: {@link
 *       Damaged}.
 * </ul>
 *
 * @param first number of the first group; 0 when there is none
 * @param last number of the last whole group; 0 when there is none
 * @param ending how the log ends
 */
record WalScan(long first, long last, Ending ending) {

  /** How a log ends. */
  sealed interface Ending {}

  /** With a whole record. */
  record Clean() implements Ending {}

  /** With bytes from {@code from} on that are what a crash leaves of the record under way. */
  record Torn(int from) implements Ending {}

  /** At {@code at} lies something that no crash leaves there. */
  record Damaged(int at, String what) implements Ending {}

  /** More than the largest group with all its headers: one crash tears no more than one group. */
  static final int TORN_BYTES_MAX = 64 << 20;

  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 7;
  private static final int HEADER_RECYCLED = 11;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int RECYCLED = 4;

  /** Judges {@code log}, the bytes of the log with the number {@code number}. */
  static WalScan of(ByteBuffer log, long number) {
    return new Scanner(log.order(ByteOrder.LITTLE_ENDIAN), (int) number).scan();
  }

  /**
   * Judges {@code log}, which is written as a log is but holds no groups, as RocksDB's MANIFEST.
   * RocksDB itself reads for ever in some that are damaged.
   */
  static Ending ofOther(ByteBuffer log) {
    var scanner = new Scanner(log.order(ByteOrder.LITTLE_ENDIAN), 0);
    for (var at = Scanner.skipFiller(0); at < log.limit(); ) {
      var end = scanner.record(at);
      if (end < 0) {
        return scanner.damage(at);
      }
      at = Scanner.skipFiller(end);
    }
    return new Clean();
  }

  /** A valid fragment: its kind is FULL, FIRST, MIDDLE or LAST. */
  private record Fragment(int kind, int from, int to) {

    boolean begins() {
      return kind == FULL || kind == FIRST;
    }

    boolean ends() {
      return kind == FULL || kind == LAST;
    }
  }

  private static final class Scanner {

    private final ByteBuffer log;
    private final int size;
    private final int number;
    private final CRC32C crc = new CRC32C();
    private final GroupNumber group = new GroupNumber();
    private long first;
    private long last;

    Scanner(ByteBuffer log, int number) {
      this.log = log;
      this.size = log.limit();
      this.number = number;
    }

    WalScan scan() {
      var at = skipFiller(0);
      while (at < size) {
        var end = record(at);
        if (end < 0) {
          return new WalScan(first, last, damage(at));
        }
        var found = group.value();
        if (found < 1 || (last > 0 && found != last + 1)) {
          var expected = last > 0 ? Long.toString(last + 1) : "a group of this journal";
          var what = "group " + found + " (expected: " + expected + ")";
          return new WalScan(first, last, new Damaged(at, what));
        }
        first = first == 0 ? found : first;
        last = found;
        at = skipFiller(end);
      }
      return new WalScan(first, last, new Clean());
    }

    /** The end of the whole record that begins at {@code at}, or -1 when none does. */
    private int record(int at) {
      group.reset();
      var fragment = fragment(at);
      var begins = true;
      while (fragment != null && fragment.begins() == begins) {
        group.take(log, fragment);
        if (fragment.ends()) {
          return fragment.to();
        }
        begins = false;
        fragment = fragment(skipFiller(fragment.to()));
      }
      return -1;
    }

    private Ending damage(int at) {
      if (size - at > TORN_BYTES_MAX) {
        return new Damaged(at, "the " + (size - at) + " bytes from there are more than one write");
      }
      for (var next = at + 1; next <= size - HEADER; next++) {
        var fragment = fragment(next);
        if (fragment != null && fragment.begins()) {
          return new Damaged(at, "a whole record follows at byte " + next);
        }
      }
      return new Torn(at);
    }

    private @Nullable Fragment fragment(int at) {
      var room = Math.min(size, at - at % BLOCK + BLOCK) - at;
      if (room < HEADER) {
        return null;
      }
      var type = log.get(at + 6);
      if (type < FULL || type > LAST + RECYCLED) {
        return null;
      }
      var header = type > LAST ? HEADER_RECYCLED : HEADER;
      var to = header + Short.toUnsignedInt(log.getShort(at + 4));
      if (to > room
          || (type > LAST && log.getInt(at + HEADER) != number)
          || log.getInt(at) != maskedChecksum(at + 6, at + to)) {
        return null;
      }
      return new Fragment(type > LAST ? type - RECYCLED : type, at + header, at + to);
    }

    private int maskedChecksum(int from, int to) {
      crc.reset();
      crc.update(log.slice(from, to - from));
      return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    private static int skipFiller(int at) {
      var left = BLOCK - at % BLOCK;
      return left < HEADER ? at + left : at;
    }
  }

  /**
   * The number of the group that a record holds. A record is RocksDB's write batch: sequence 8,
   * count 4, then its entries, of which the first puts the number under {@link Keys#GROUP}.
   */
  private static final class GroupNumber {

    private static final int ENTRY = 12;
    private static final byte[] PUT = {1, 1, Keys.GROUP, Long.BYTES};

    private final ByteBuffer head = ByteBuffer.allocate(ENTRY + PUT.length + Long.BYTES);

    void reset() {
      head.clear();
    }

    void take(ByteBuffer log, Fragment fragment) {
      var length = Math.min(head.remaining(), fragment.to() - fragment.from());
      head.put(log.slice(fragment.from(), length));
    }

    /** -1 when the record is none of this journal's. */
    long value() {
      var whole = !head.hasRemaining();
      var put = ByteBuffer.wrap(PUT);
      return whole && head.slice(ENTRY, PUT.length).equals(put)
          ? head.getLong(ENTRY + PUT.length)
          : -1;
    }
  }
}
