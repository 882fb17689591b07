package io.sampo.cli.folder;

import io.sampo.cli.process.Complaint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The right to carry out the run of a folder, held by one process at a time: a locked file with its
 * pid. The system gives it back when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {

  private static final String FILE = "lock";

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Complaint if another process has it
   */
  public static RunLock of(Path runFolder) throws IOException {
    var channel =
        FileChannel.open(
            runFolder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw Complaint.inUse(
          "%s: in use by pid %s; wait until it has ended, or end it"
              .formatted(runFolder, Files.readString(runFolder.resolve(FILE))));
    }
    var pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
    return new RunLock(channel);
  }

  /**
   * The pid of the process that carries the run out, as far as it wrote it down; empty if none
   * does. Not to be asked by that process itself: it would give up its lock.
   */
  public static Optional<String> holder(Path runFolder) throws IOException {
    var file = runFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.tryLock(0, Long.MAX_VALUE, true) != null) {
        return Optional.empty();
      }
    } catch (OverlappingFileLockException e) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    }
    var pid = Files.readString(file);
    return Optional.of(pid.isEmpty() ? "unknown" : pid);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
