package io.sampo.persistence.rocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The number of the newest group that was confirmed to its writer, kept in a file beside. It is
 * written after the group's fsync and not fsynced itself: after a loss of power it may lag behind,
 * never run ahead. So a folder that ends before its mark has lost what it had.
 */
final class AcknowledgedMark implements AutoCloseable {

  /** The file's name. Deleting it accepts whatever the folder holds as complete. */
  static final String FILE = "sampo.acknowledged";

  private static final int BYTES = 2 * Long.BYTES;

  private final FileChannel file;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);

  private AcknowledgedMark(FileChannel file) {
    this.file = file;
  }

  static AcknowledgedMark open(Path folder) throws IOException {
    return new AcknowledgedMark(
        FileChannel.open(
            folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** The number in the file; 0 when there is no file or a crash left no number in it. */
  static long read(Path folder) throws IOException {
    var path = folder.resolve(FILE);
    if (!Files.exists(path)) {
      return 0;
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    var whole = bytes.capacity() == BYTES && bytes.getLong(Long.BYTES) == checksum(bytes);
    return whole ? bytes.getLong(0) : 0;
  }

  /** Says that the group {@code number} is on disk. */
  void set(long number) throws IOException {
    buffer.putLong(0, number).putLong(Long.BYTES, checksum(buffer));
    file.write(buffer.clear(), 0);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static long checksum(ByteBuffer bytes) {
    var crc = new CRC32C();
    crc.update(bytes.slice(0, Long.BYTES));
    return crc.getValue();
  }
}
