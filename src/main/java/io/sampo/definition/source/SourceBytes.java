package io.sampo.definition.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file that was found to be UTF-8 text of a bearable size. */
final class SourceBytes {

  /** Five times what a hundred thousand tasks take; a larger file is refused unread. */
  static final int BYTES_MAX = 64 * 1024 * 1024;

  private static final int CHUNK_CHARS = 8192;

  private final byte[] bytes;
  private final int start;

  private SourceBytes(byte[] bytes) {
    this.bytes = bytes;
    this.start = startsWithMark(bytes) ? 3 : 0;
  }

  static SourceBytes read(Path file) throws Malformed {
    try {
      if (Files.isDirectory(file)) {
        throw new Malformed(1, 1, "is a folder (expected: a job file)");
      }
      if (Files.isRegularFile(file) && Files.size(file) > BYTES_MAX) {
        throw tooLong(Files.size(file) + " bytes");
      }
      try (var stream = Files.newInputStream(file)) {
        var bytes = stream.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
          throw tooLong("more than " + BYTES_MAX + " bytes");
        }
        return of(bytes);
      }
    } catch (NoSuchFileException _) {
      throw new Malformed(1, 1, "no such file: " + file.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new Malformed(1, 1, "cannot be read: " + e);
    }
  }

  static SourceBytes of(byte[] bytes) throws Malformed {
    var source = new SourceBytes(bytes);
    source.check();
    return source;
  }

  Reader reader() {
    return new InputStreamReader(
        new ByteArrayInputStream(bytes, start, bytes.length - start), UTF_8);
  }

  private void check() throws Malformed {
    var decoder = UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    var out = CharBuffer.allocate(CHUNK_CHARS);
    var cursor = new Cursor();
    while (true) {
      var result = decoder.decode(in, out, true);
      cursor.pass(out.flip());
      out.clear();
      if (result.isError()) {
        throw cursor.malformed("byte 0x%02X is not UTF-8 (expected: UTF-8)".formatted(in.get()));
      }
      if (result.isUnderflow()) {
        return;
      }
    }
  }

  private static Malformed tooLong(String size) {
    return new Malformed(1, 1, "%s (expected: at most %d)".formatted(size, BYTES_MAX));
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  /** Counts lines and columns, and stops at characters that no text file holds. */
  private static final class Cursor {

    private int line = 1;
    private int column = 1;
    private char before;

    void pass(CharBuffer characters) throws Malformed {
      while (characters.hasRemaining()) {
        var character = characters.get();
        if (isForbidden(character)) {
          throw malformed("character U+%04X (expected: text)".formatted((int) character));
        }
        move(character);
        before = character;
      }
    }

    Malformed malformed(String reason) {
      return new Malformed(line, column, reason);
    }

    private void move(char character) {
      if (character == '\r' || (character == '\n' && before != '\r')) {
        line++;
        column = 1;
      } else if (character != '\n' && !Character.isLowSurrogate(character)) {
        column++;
      }
    }

    private static boolean isForbidden(char character) {
      if (character < 0x20) {
        return character != '\t' && character != '\n' && character != '\r';
      }
      return (character >= 0x7F && character <= 0x9F && character != 0x85) || character >= 0xFFFE;
    }
  }
}
