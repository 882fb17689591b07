package io.sampo.protocol.packed;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are being written. Numbers are in the variable-length form of Protocol Buffers, with
 * their signs folded in (<a href="https://protobuf.dev/programming-guides/encoding/#signed-ints">
 * zigzag</a>): one in [-64, 63] is one byte. The same value is always the same bytes.
 */
final class Packer {

  private static final int FIRST_BYTES = 128;
  private static final int NUMBER_BYTES_MAX = 10;
  private static final int SEVEN_BITS = 0x7F;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void number(long value) {
    room(NUMBER_BYTES_MAX);
    var rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes[size++] = (byte) (rest | ~SEVEN_BITS);
      rest >>>= Integer.bitCount(SEVEN_BITS);
    }
    bytes[size++] = (byte) rest;
  }

  void flag(boolean value) {
    number(value ? 1 : 0);
  }

  /** A text in UTF-8, behind its length in bytes. */
  void text(String value) {
    var encoded = value.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    raw(encoded);
  }

  void hash(ContentHash value) {
    raw(HexFormat.of().parseHex(value.hex()));
  }

  void run(RunId value) {
    number(value.value());
  }

  void worker(WorkerId value) {
    text(value.name());
    number(value.incarnation());
  }

  /** Whether there is one, and it. */
  <T> void maybe(@Nullable T value, BiConsumer<Packer, T> writing) {
    flag(value != null);
    if (value != null) {
      writing.accept(this, value);
    }
  }

  /** How many there are, and each. */
  <T> void list(List<T> values, BiConsumer<Packer, T> writing) {
    number(values.size());
    for (var value : values) {
      writing.accept(this, value);
    }
  }

  /** How many there are, and each behind its name, in the order of names. */
  <V> void map(Map<String, V> values, BiConsumer<Packer, V> writing) {
    number(values.size());
    var sorted = values.size() < 2 ? values : new TreeMap<>(values);
    sorted.forEach((name, value) -> {
      text(name);
      writing.accept(this, value);
    });
  }

  private void raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
