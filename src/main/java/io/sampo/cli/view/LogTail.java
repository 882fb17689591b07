package io.sampo.cli.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of an attempt's log. */
public final class LogTail {

  static final int LINES = 20;

  /** More than that is not read, so that a log without line ends costs nothing. */
  private static final int BYTES_MAX = 64 * 1024;

  /** Of a longer line the beginning is shown, so that it does not flood the terminal. */
  private static final int COLUMNS_MAX = 500;

  private LogTail() {}

  /** The last {@link #LINES} lines, fit for a terminal; none if the log cannot be read. */
  public static List<String> of(Path log) {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      var size = channel.size();
      var from = Math.max(0, size - BYTES_MAX);
      var bytes = ByteBuffer.allocate((int) (size - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
      var text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
      var lines = text.lines().toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
          .map(line -> Wording.cut(Wording.clean(line), COLUMNS_MAX))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
