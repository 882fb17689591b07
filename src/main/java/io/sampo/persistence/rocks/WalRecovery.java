package io.sampo.persistence.rocks;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of writes a folder holds, judged before RocksDB sees them.
 *
 * @param first number of the first group in them; 0 when there is none
 * @param last number of the last group in them; 0 when there is none
 * @param torn where the newest log is torn; null when it ends with a whole record
 * @param sorted number of the last group in RocksDB's sorted files; 0 when there is none
 * @param confirmed number of the last group that is known to have been confirmed
 */
record WalRecovery(long first, long last, @Nullable TornTail torn, long sorted, long confirmed) {

  /** The end of the newest log, which a crash tore. */
  record TornTail(Path log, long from, long bytes) {}

  private static final Pattern LOG = Pattern.compile("([0-9]{1,18})\\.log");

  private static final Pattern MANIFEST = Pattern.compile("(MANIFEST-[0-9]{1,18})\n");

  private record Log(Path path, long number) {}

  /**
   * Judges the chain of groups: from the sorted files over the logs, oldest first, to the mark of
   * what was confirmed. Changes nothing, and holds while another process writes the folder.
   *
   * @throws StoreException if a group is missing, or a log is damaged otherwise than by a torn end
   *     of the newest
   */
  static WalRecovery judge(Path folder) throws IOException {
    var confirmed = AcknowledgedMark.read(folder);
    var found = read(folder, confirmed);
    if (found.first > found.sorted + 1) {
      throw missing(folder, found.sorted + 1, found.first - 1, "");
    }
    if (confirmed > found.newest() && !found.endsInLog()) {
      var accept = ", or accept the loss by deleting " + AcknowledgedMark.FILE + " there";
      throw missing(folder, found.newest() + 1, confirmed, accept);
    }
    return found;
  }

  /** Number of the last group that is there. */
  long newest() {
    return Math.max(sorted, last);
  }

  private boolean endsInLog() {
    return torn != null || last > sorted;
  }

  private static WalRecovery read(Path folder, long confirmed) throws IOException {
    var first = 0L;
    var last = 0L;
    TornTail torn = null;
    for (var log : logs(folder)) {
      if (torn != null) {
        throw damaged(torn.log(), torn.from(), "this is not the newest log");
      }
      var scan = scan(log);
      if (last > 0 && scan.first() > 0 && scan.first() != last + 1) {
        throw damaged(log.path(), 0, "group %d (expected: %d)".formatted(scan.first(), last + 1));
      }
      first = first == 0 ? scan.first() : first;
      last = Math.max(last, scan.last());
      torn =
          switch (scan.ending()) {
            case WalScan.Clean() -> null;
            case WalScan.Torn(var from) ->
                new TornTail(log.path(), from, Files.size(log.path()) - from);
            case WalScan.Damaged(var at, var what) -> throw damaged(log.path(), at, what);
          };
    }
    checkManifest(folder);
    return new WalRecovery(first, last, torn, RocksHandle.groupWithoutLog(folder), confirmed);
  }

  /**
   * Cuts the torn end off, if there is one, and keeps it beside.
   *
   * @return what was done and what is lost, for people
   */
  List<String> cut() throws IOException {
    var warnings = new ArrayList<String>();
    if (torn != null) {
      warnings.add(cut(torn));
    }
    if (confirmed > newest()) {
      warnings.add(
          ("the writes %d to %d had been confirmed and are gone from the end of the log: no crash"
                  + " of this program does that, see what happened to the disk or the folder")
              .formatted(newest() + 1, confirmed));
    }
    return List.copyOf(warnings);
  }

  private static String cut(TornTail torn) throws IOException {
    var log = torn.log();
    var kept = log.resolveSibling(log.getFileName() + "." + torn.from() + ".torn");
    try (var file = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var copy =
            FileChannel.open(
                kept,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      var bytes = file.map(MapMode.READ_ONLY, torn.from(), torn.bytes());
      while (bytes.hasRemaining()) {
        copy.write(bytes);
      }
      copy.force(true);
      file.truncate(torn.from());
      file.force(true);
    }
    syncFolder(log.toAbsolutePath().resolveSibling("."));
    return "%s: torn at byte %d; the last write is not whole, its %d bytes are cut off, kept in %s"
        .formatted(log, torn.from(), torn.bytes(), kept.getFileName());
  }

  /** Makes what was created, renamed or cut in {@code folder} durable. */
  static void syncFolder(Path folder) throws IOException {
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static List<Log> logs(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .flatMap(path -> {
            var name = LOG.matcher(path.getFileName().toString());
            return name.matches()
                ? Optional.of(new Log(path, Long.parseLong(name.group(1)))).stream()
                : Optional.<Log>empty().stream();
          })
          .sorted(Comparator.comparingLong(Log::number))
          .toList();
    }
  }

  private static WalScan scan(Log log) throws IOException {
    try (var file = FileChannel.open(log.path(), StandardOpenOption.READ)) {
      if (file.size() > Integer.MAX_VALUE) {
        throw damaged(log.path(), Integer.MAX_VALUE, "no log of this journal grows that long");
      }
      return WalScan.of(file.map(MapMode.READ_ONLY, 0, file.size()), log.number());
    }
  }

  /** What cannot be found here is left to RocksDB, which says what it misses. */
  private static void checkManifest(Path folder) throws IOException {
    var current = Files.readAllBytes(folder.resolve("CURRENT"));
    var name = MANIFEST.matcher(new String(current, StandardCharsets.ISO_8859_1));
    if (!name.matches() || !Files.exists(folder.resolve(name.group(1)))) {
      return;
    }
    var path = folder.resolve(name.group(1));
    switch (WalScan.ofOther(ByteBuffer.wrap(Files.readAllBytes(path)))) {
      case WalScan.Clean() -> {}
      case WalScan.Torn(var at) -> throw damaged(path, at, "nothing whole follows");
      case WalScan.Damaged(var at, var what) -> throw damaged(path, at, what);
    }
  }

  private static StoreException missing(Path folder, long from, long to, String orElse) {
    return new StoreException(
        Reason.DAMAGED,
        ("%s: the writes %d to %d were confirmed and are missing: MANIFEST, *.sst or *.log files"
                + " were lost or are of another time; restore the folder from a copy%s")
            .formatted(folder, from, to, orElse));
  }

  private static StoreException damaged(Path log, long at, String what) {
    return new StoreException(
        Reason.DAMAGED,
        ("%s: damaged at byte %d, and %s: confirmed events would be lost; restore the folder from"
                + " a copy, or give up everything from there on with `truncate -s %d %s`")
            .formatted(log, at, what, at, log));
  }
}
