package io.sampo.cli.folder;

import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The counter that ids are taken from: a file with the first free id as a big-endian int64. Shared
 * by processes under the file's lock, and on disk before an id is used.
 */
final class RunIds {

  /** Threads of one process wait for each other here: the file's lock would refuse them. */
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

  private final Path file;

  RunIds(Path file) {
    this.file = file;
  }

  /**
   * Takes {@code count} ids that follow each other, and returns the first.
   *
   * @throws IOException if the counter cannot be used
   */
  long take(long count) throws IOException {
    IN_THIS_PROCESS.lock();
    try {
      return takeAlone(count);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private long takeAlone(long count) throws IOException {
    try (var channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var first = channel.size() == 0 ? 1 : read(channel);
      if (first < 1 || first > RunId.MAX - count) {
        throw damaged("next id " + first);
      }
      write(channel, first + count);
      return first;
    }
  }

  private long read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(Long.BYTES);
    if (channel.size() != Long.BYTES || channel.read(bytes, 0) != Long.BYTES) {
      throw damaged(channel.size() + " bytes");
    }
    return bytes.getLong(0);
  }

  private static void write(FileChannel channel, long next) throws IOException {
    channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, next), 0);
    channel.force(true);
  }

  private IOException damaged(String what) {
    return new IOException(
        "%s: %s (expected: 8 bytes with an id below 2^53); take another --data folder"
            .formatted(file, what));
  }
}
