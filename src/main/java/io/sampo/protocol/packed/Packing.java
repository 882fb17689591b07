package io.sampo.protocol.packed;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** How values of one type are written and read by hand. */
public final class Packing<T> {

  private final Class<T> type;
  private final BiConsumer<Packer, T> writing;
  private final Function<Unpacker, T> reading;

  Packing(Class<T> type, BiConsumer<Packer, T> writing, Function<Unpacker, T> reading) {
    this.type = type;
    this.writing = writing;
    this.reading = reading;
  }

  /** What it is for. */
  public Class<T> type() {
    return type;
  }

  /**
   * The bytes of {@code value}.
   *
   * @throws ClassCastException if it is of another type
   */
  public byte[] pack(Object value) {
    var packer = new Packer();
    writing.accept(packer, type.cast(value));
    return packer.toByteArray();
  }

  /**
   * What {@code bytes} were made from.
   *
   * @throws IllegalArgumentException if they are not of this shape
   */
  public T unpack(byte[] bytes) {
    var unpacker = new Unpacker(bytes);
    var value = reading.apply(unpacker);
    unpacker.end();
    return value;
  }
}
