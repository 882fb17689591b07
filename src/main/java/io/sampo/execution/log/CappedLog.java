package io.sampo.execution.log;

import io.sampo.execution.posix.Posix;
import io.sampo.model.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A log that others append to, and whose middle is taken out in place once it has grown too long:
 * its beginning and its latest part stay, with a line between them that says how much is missing.
 * The writers are not stopped and do not notice.
 *
 * <p>Where the file system cannot take a piece out of a file (most but ext4 and XFS), the log is
 * cut behind its beginning and its last {@link #REWRITTEN_BYTES} are written again; what is written
 * during that instant may be missing, too.
 *
 * <p>Not safe for use by several threads.
 */
final class CappedLog {

  /** The shortest limit: below it, blocks of the file system are too coarse. */
  static final long BYTES_MIN = 1 << 20;

  private static final int REWRITTEN_BYTES = 256 * 1024;

  private final Path file;
  private final long bytesMax;
  private long missingBytes;

  CappedLog(Path file, long bytesMax) {
    Check.range("log limit in bytes", bytesMax, BYTES_MIN, Long.MAX_VALUE);
    this.file = file;
    this.bytesMax = bytesMax;
  }

  /** Brings a log that is over its limit back to three quarters of it. */
  void trim() throws IOException {
    var size = Files.size(file);
    if (size <= bytesMax) {
      return;
    }
    var block = Files.getFileStore(file).getBlockSize();
    var head = wholeBlocks(bytesMax / 4, block);
    var cut = wholeBlocks(size - head - bytesMax / 2, block);
    if (Posix.collapse(file, head, cut) == 0) {
      missingBytes += cut;
      overwriteEndOfHead(head);
    } else {
      rewriteTail(head, size);
    }
  }

  private void overwriteEndOfHead(long head) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var line = marker();
      channel.write(line, head - line.remaining());
    }
  }

  private void rewriteTail(long head, long size) throws IOException {
    try (var writing = FileChannel.open(file, StandardOpenOption.APPEND);
        var reading = FileChannel.open(file, StandardOpenOption.READ)) {
      missingBytes += size - head - REWRITTEN_BYTES;
      var tail = ByteBuffer.allocate(REWRITTEN_BYTES + marker().remaining());
      tail.put(marker());
      reading.read(tail, size - REWRITTEN_BYTES);
      writing.truncate(head);
      writing.write(tail.flip());
    }
  }

  private ByteBuffer marker() {
    var text =
        "%n[sampo: %,d bytes of output are missing here: a log keeps at most %,d bytes]%n"
            .formatted(missingBytes, bytesMax);
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long wholeBlocks(long bytes, long block) {
    return bytes / block * block;
  }
}
