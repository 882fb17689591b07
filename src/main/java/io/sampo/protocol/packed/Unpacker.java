package io.sampo.protocol.packed;

import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are being read, as a {@link Packer} wrote them. Whatever they are, it takes no more
 * memory than they allow for; each method throws an {@link IllegalArgumentException} if they end
 * too early or are not of that kind.
 */
final class Unpacker {

  private static final int SEVEN_BITS = 0x7F;
  private static final int HASH_BYTES = 32;

  private final byte[] bytes;
  private int at;

  Unpacker(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Refuses bytes that nobody has read. */
  void end() {
    Check.that(at == bytes.length, "bytes left", bytes.length - at, "none");
  }

  long number() {
    var folded = 0L;
    for (var shift = 0; shift < Long.SIZE; shift += Integer.bitCount(SEVEN_BITS)) {
      var next = bytes[skip(1)];
      folded |= (long) (next & SEVEN_BITS) << shift;
      if (next >= 0) {
        return (folded >>> 1) ^ -(folded & 1);
      }
    }
    throw new IllegalArgumentException("a number of more than 10 bytes before byte " + at);
  }

  int integer() {
    var value = number();
    Check.range("number", value, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return (int) value;
  }

  boolean flag() {
    var value = number();
    Check.range("flag", value, 0, 1);
    return value == 1;
  }

  String text() {
    var length = size();
    return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
  }

  ContentHash hash() {
    var from = skip(HASH_BYTES);
    return new ContentHash(HexFormat.of().formatHex(bytes, from, from + HASH_BYTES));
  }

  RunId run() {
    return new RunId(number());
  }

  WorkerId worker() {
    return new WorkerId(text(), number());
  }

  <T> @Nullable T maybe(Function<Unpacker, T> reading) {
    return flag() ? reading.apply(this) : null;
  }

  <T> List<T> list(Function<Unpacker, T> reading) {
    var size = size();
    var values = new ArrayList<T>(size);
    for (var number = 0; number < size; number++) {
      values.add(reading.apply(this));
    }
    return values;
  }

  <V> Map<String, V> map(Function<Unpacker, V> reading) {
    var size = size();
    if (size == 0) {
      return Map.of();
    }
    var values = HashMap.<String, V>newHashMap(size);
    for (var number = 0; number < size; number++) {
      values.put(text(), reading.apply(this));
    }
    return values;
  }

  /** Of something each part of which takes a byte at least. */
  private int size() {
    var size = number();
    Check.range("size", size, 0, bytes.length - at);
    return (int) size;
  }

  private int skip(int length) {
    Check.range("bytes wanted", length, 0, bytes.length - at);
    var from = at;
    at += length;
    return from;
  }
}
