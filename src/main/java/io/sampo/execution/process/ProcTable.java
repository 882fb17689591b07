package io.sampo.execution.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The processes of this machine at one moment, as {@code /proc} tells. Those that have ended and
 * only wait to be reaped are left out.
 */
record ProcTable(List<Row> rows) {

  private static final Path PROC = Path.of("/proc");

  /**
   * One process.
   *
   * @param started in clock ticks since the machine was booted
   */
  record Row(int pid, int parent, int group, int session, long started) {}

  /** Reads the table; a process that ends meanwhile may be in it or not. */
  static ProcTable read() {
    var rows = new ArrayList<Row>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var folder : folders) {
        row(folder).ifPresent(rows::add);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new ProcTable(List.copyOf(rows));
  }

  /** The same of the processes with the numbers from {@code first} to {@code last}. */
  static ProcTable read(int first, int last) {
    return new ProcTable(
        IntStream.rangeClosed(first, last)
            .mapToObj(ProcTable::row)
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The number that was given away last, be it to a process or to a thread; 0 if that is unknown.
   */
  static int newest() {
    var load = read(PROC.resolve("loadavg")).strip();
    return load.isEmpty() ? 0 : Integer.parseInt(load.substring(load.lastIndexOf(' ') + 1));
  }

  /** The process of this number, unless it has ended. */
  static Optional<Row> row(int pid) {
    return row(PROC.resolve(Integer.toString(pid)));
  }

  /**
   * The environment that a process was started with: each entry stands between two NUL characters.
   * Empty for a process that has ended or is another user's.
   */
  static String environment(int pid) {
    return "\0" + read(PROC.resolve(Integer.toString(pid)).resolve("environ"));
  }

  /** {@code pids} with all that descend from them, as far as their parents still live. */
  Set<Integer> withDescendants(Set<Integer> pids) {
    var family = new HashSet<>(pids);
    while (true) {
      var before = family.size();
      rows.stream().filter(row -> family.contains(row.parent())).forEach(r -> family.add(r.pid()));
      if (family.size() == before) {
        return family;
      }
    }
  }

  private static Optional<Row> row(Path folder) {
    var stat = read(folder.resolve("stat"));
    var name = stat.lastIndexOf(')');
    if (name < 0) {
      return Optional.empty();
    }
    var fields = stat.substring(name + 2).split(" ", -1);
    var ended = fields[0].equals("Z") || fields[0].equals("X");
    return ended
        ? Optional.empty()
        : Optional.of(
            new Row(
                Integer.parseInt(folder.getFileName().toString()),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[19])));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
