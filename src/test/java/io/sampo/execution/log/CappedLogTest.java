package io.sampo.execution.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CappedLogTest {

  private static final long LIMIT = CappedLog.BYTES_MIN;

  @TempDir private Path folder;

  @Test
  void a_log_within_its_limit_stays_as_it_is() throws Exception {
    var file = Files.writeString(folder.resolve("log"), "x".repeat((int) LIMIT));

    new CappedLog(file, LIMIT).trim();

    assertThat(file).hasSize(LIMIT);
  }

  @Test
  void beginning_and_end_stay_to_the_byte() throws Exception {
    var file = Files.writeString(folder.resolve("log"), lines(0, 200_000));

    new CappedLog(file, LIMIT).trim();

    assertKeepsBothEnds(Files.readString(file), 199_999);
  }

  @Test
  void the_line_about_the_missing_bytes_counts_every_cut() throws Exception {
    var file = Files.writeString(folder.resolve("log"), lines(0, 200_000));
    var log = new CappedLog(file, LIMIT);

    log.trim();
    Files.writeString(file, lines(200_000, 400_000), StandardOpenOption.APPEND);
    log.trim();

    var text = Files.readString(file);
    assertKeepsBothEnds(text, 399_999);
    assertThat(text).containsOnlyOnce("bytes of output are missing here");
    var missing = text.replaceAll("(?s).*\\[sampo: ([0-9,.]+) bytes of.*", "$1");
    assertThat(Long.parseLong(missing.replaceAll("\\D", "")))
        .isBetween(400_000L * 11 - LIMIT, 400_000L * 11 - LIMIT / 2);
  }

  @Test
  void a_file_system_that_cannot_cut_pieces_out_still_keeps_both_ends() throws Exception {
    var memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "no /dev/shm");
    var file = Files.createTempFile(memory, "capped-log", null);
    try {
      Files.writeString(file, lines(0, 200_000));

      new CappedLog(file, LIMIT).trim();

      assertKeepsBothEnds(Files.readString(file), 199_999);
      assertThat(Files.size(file)).isLessThan(LIMIT);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_limit_below_the_least_is_refused() {
    assertThatThrownBy(() -> new CappedLog(folder.resolve("log"), 4096))
        .hasMessageStartingWith("log limit in bytes: 4096 (expected: 1048576");
  }

  private static void assertKeepsBothEnds(String text, int last) {
    assertThat(text)
        .hasSizeLessThan((int) LIMIT)
        .startsWith(lines(0, 20_000))
        .contains("bytes of output are missing here: a log keeps")
        .endsWith(lines(last - 20_000, last + 1));
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("%010d"::formatted)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
