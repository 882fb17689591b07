package io.sampo.worker.shelf;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** A file on its way to the shelf, for one thread: filled from its beginning, then checked. */
public final class Draft implements AutoCloseable {

  /** Makes room on the shelf. */
  @FunctionalInterface
  interface Room {

    /**
     * Sees to it that a file of {@code bytes} fits.
     *
     * @throws IOException if it does not, whatever goes
     */
    void make(long bytes) throws IOException;
  }

  private static final long UNKNOWN = -1;

  private final ContentHash hash;
  private final Path file;
  private final Room room;
  private final FileChannel channel;
  private MessageDigest digest = Digests.sha256();
  private long length;
  private long total = UNKNOWN;

  Draft(ContentHash hash, Path file, Room room) throws IOException {
    this.hash = hash;
    this.file = file;
    this.room = room;
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
  }

  /** How much is here: where the next piece begins. */
  public long length() {
    return length;
  }

  /**
   * Adds a piece of something that is {@code whole} bytes long.
   *
   * @return whether it goes with what is here; if not, nothing was added
   * @throws IOException if it cannot be written, or there is no room for the whole
   */
  public boolean append(byte[] bytes, long whole) throws IOException {
    if (total == UNKNOWN) {
      room.make(whole);
      total = whole;
    }
    if (whole != total || length + bytes.length > total) {
      return false;
    }
    for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
      channel.write(buffer);
    }
    digest.update(bytes);
    length += bytes.length;
    return true;
  }

  /** Whether nothing is missing any more. */
  public boolean isWhole() {
    return length == total;
  }

  /** Whether the bytes here are those of the hash; asked once, when it is whole. */
  public boolean isRight() {
    return Digests.hash(digest).equals(hash);
  }

  /** Begins again, with nothing. */
  public void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    digest = Digests.sha256();
    length = 0;
    total = UNKNOWN;
  }

  /** Puts the file in its place. */
  void moveTo(Path place) throws IOException {
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
