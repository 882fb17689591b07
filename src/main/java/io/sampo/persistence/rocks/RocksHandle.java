package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.rocksdb.util.StdErrLogger;

/**
 * An opened RocksDB. Waits for whoever reads before it closes, since a closed database that is read
 * ends the whole process.
 */
final class RocksHandle implements AutoCloseable {

  /** What a folder is opened for. */
  enum Mode {
    /** To make it. */
    NEW,
    /** To go on with it. */
    WRITE,
    /** To look at it, also while another process writes it. */
    READ
  }

  /** Something done with an open database. */
  interface Use<T> {
    T of(RocksDB db) throws RocksDBException;
  }

  private static final long MEMTABLE_BYTES = 32L << 20;
  private static final long LOGS_BYTES_MAX = 128L << 20;

  private final Path folder;
  private final boolean writes;
  private final Options options;
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB db;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private RocksHandle(Path folder, boolean writes, Options options, RocksDB db) {
    this.folder = folder;
    this.writes = writes;
    this.options = options;
    this.db = db;
  }

  static RocksHandle open(Path folder, Mode mode) {
    return open(folder, mode, options(mode));
  }

  /**
   * The number of the newest group in the sorted files, as if there were no write-ahead log; 0 when
   * there is none.
   */
  static long groupWithoutLog(Path folder) throws IOException {
    var noLogs = Files.createTempDirectory("sampo-no-logs");
    var options = options(Mode.READ).setWalDir(noLogs.toString());
    try (var sorted = open(folder, Mode.READ, options)) {
      return sorted.group();
    } finally {
      Files.delete(noLogs);
    }
  }

  private static RocksHandle open(Path folder, Mode mode, Options options) {
    try {
      var db =
          switch (mode) {
            case NEW, WRITE -> RocksDB.open(options, folder.toString());
            case READ -> RocksDB.openReadOnly(options, folder.toString());
          };
      return new RocksHandle(folder, mode != Mode.READ, options, db);
    } catch (RocksDBException e) {
      options.close();
      throw failure(folder, e);
    }
  }

  /**
   * Everything RocksDB checks is checked. For writing, the log must be whole to the last byte:
   * WalRecovery has judged it before and cut what may be cut, so whatever RocksDB would still leave
   * out is a contradiction, and must stop the opening. A reader cannot cut, so it stops at the torn
   * tail that WalRecovery allowed.
   */
  private static Options options(Mode mode) {
    RocksDB.loadLibrary();
    var options =
        new Options()
            .setCreateIfMissing(mode == Mode.NEW)
            .setErrorIfExists(mode == Mode.NEW)
            .setParanoidChecks(true)
            .setParanoidFileChecks(true)
            .setWriteBufferSize(MEMTABLE_BYTES)
            .setMaxTotalWalSize(LOGS_BYTES_MAX)
            .setRecycleLogFileNum(0)
            .setStatsDumpPeriodSec(0)
            .setKeepLogFileNum(2)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
    return switch (mode) {
      case NEW, WRITE -> options.setWalRecoveryMode(WALRecoveryMode.AbsoluteConsistency);
      case READ ->
          // A logger of its own, or RocksDB starts a protocol file in a folder that is only read.
          options
              .setLogger(new StdErrLogger(InfoLogLevel.FATAL_LEVEL))
              .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery);
    };
  }

  <T> T read(Use<T> use) {
    try {
      return whileOpen(use);
    } catch (RocksDBException e) {
      throw failure(folder, e);
    }
  }

  private <T> T whileOpen(Use<T> use) throws RocksDBException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new StoreException(Reason.CLOSED, folder + ": closed; open it again to use it");
      }
      return use.of(db);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The number of the newest group; 0 when there is none. */
  long group() {
    return read(db -> {
      var number = db.get(Keys.group());
      return number == null ? 0 : Keys.number(number);
    });
  }

  /** Returns once {@code batch} is on disk. */
  void write(WriteBatch batch) throws RocksDBException {
    whileOpen(open -> {
      open.write(synced, batch);
      return 0;
    });
  }

  boolean closed() {
    lock.readLock().lock();
    try {
      return closed;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Moves everything from the log to sorted files, so that the next opening has none to read. */
  void flush() throws RocksDBException {
    try (var options = new FlushOptions().setWaitForFlush(true)) {
      db.flush(options);
    }
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (writes) {
        db.cancelAllBackgroundWork(true);
      }
      db.close();
      synced.close();
      options.close();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** RocksDB names the file and the offset in its own words. */
  private static StoreException failure(Path folder, RocksDBException e) {
    var status = e.getStatus();
    if (status != null && status.getCode() == Status.Code.Corruption) {
      return new StoreException(
          Reason.DAMAGED,
          "%s: %s; restore the folder from a copy, or look at what is left with `ldb dump`"
              .formatted(folder, e.getMessage()),
          e);
    }
    return new StoreException(
        Reason.FAILED,
        "%s: %s; see that the disk has room, can be written and holds every file of the folder"
            .formatted(folder, e.getMessage()),
        e);
  }
}
