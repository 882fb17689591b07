package io.sampo.cli.cluster;

import io.sampo.cli.cluster.plan.ClusterFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The right to change a local cluster, held by one command at a time; the others wait for it. */
final class ClusterLock implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 50;

  private final FileChannel channel;

  private ClusterLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock, and waits for it as long as it takes.
   *
   * @param told once, if somebody else has it
   */
  static ClusterLock of(ClusterFolder folder, Consumer<String> told)
      throws IOException, InterruptedException {
    Files.createDirectories(folder.root());
    var channel =
        FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var isTold = false;
    while (!isTaken(channel)) {
      if (!isTold) {
        told.accept("waiting for another command to be done with " + folder.root());
        isTold = true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    return new ClusterLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process has it
    }
  }
}
