package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a folder, held by one store of one process. The system takes it back when the
 * process ends, however it ends; the file with the owner beside it is for people, and tells a
 * second opening by the same process from a file that an earlier process left behind.
 */
final class FolderLock implements AutoCloseable {

  private static final String LOCK = "sampo.lock";

  /** Text: the pid and the start of the process that has the folder open. */
  private static final String OWNER = "sampo.owner";

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes the lock at once or not at all.
   *
   * @throws StoreException if another store has it
   */
  static FolderLock acquire(Path folder) throws IOException {
    // Closing any channel of the lock file gives up the whole process's lock: don't even open it.
    if (me().equals(owner(folder))) {
      throw inUse(folder, null);
    }
    var file =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() == null) {
        throw inUse(folder, null);
      }
      Files.writeString(folder.resolve(OWNER), me());
      return new FolderLock(folder, file);
    } catch (OverlappingFileLockException e) {
      throw inUse(folder, e);
    } catch (IOException | StoreException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(OWNER));
    file.close();
  }

  private static String me() {
    var me = ProcessHandle.current();
    var start = me.info().startInstant().orElse(Instant.EPOCH);
    return "pid %d since %s".formatted(me.pid(), start);
  }

  private static @Nullable String owner(Path folder) throws IOException {
    try {
      return Files.readString(folder.resolve(OWNER));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static StoreException inUse(Path folder, @Nullable Exception cause) throws IOException {
    var owner = owner(folder);
    var by = owner == null || owner.isEmpty() ? "another process" : owner;
    return new StoreException(
        Reason.IN_USE, "%s: in use by %s; end that process first".formatted(folder, by), cause);
  }
}
