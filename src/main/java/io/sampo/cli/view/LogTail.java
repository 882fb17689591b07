package io.sampo.cli.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The end of an attempt's log. */
final class LogTail {

  static final int LINES = 20;

  /** More than that is not read, so that a log without line ends costs nothing. */
  private static final int BYTES_MAX = 64 * 1024;

  private LogTail() {}

  /** The last {@link #LINES} lines, fit for a terminal; none if the log cannot be read. */
  static List<String> of(Path log) {
    try (var channel = FileChannel.open(log, StandardOpenOption.READ)) {
      var size = channel.size();
      var from = Math.max(0, size - BYTES_MAX);
      var bytes = ByteBuffer.allocate((int) (size - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {}
      var text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
      var lines = text.lines().map(Wording::clean).toList();
      return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
