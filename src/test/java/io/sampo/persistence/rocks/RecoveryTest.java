package io.sampo.persistence.rocks;

import static io.sampo.persistence.rocks.Events.ID;
import static io.sampo.persistence.rocks.Events.events;
import static io.sampo.persistence.rocks.Events.numbers;
import static io.sampo.persistence.rocks.Events.upTo;
import static io.sampo.persistence.rocks.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Folders as a killed process leaves them, mutilated and opened. Each holds {@link #SORTED} events
 * in a sorted file and one event in each of {@link #LOGGED} groups in the log, and all of them were
 * confirmed.
 */
class RecoveryTest {

  /** {@code -Drecovery.seeds=N} tries more. */
  private static final int SEEDS = Integer.getInteger("recovery.seeds", 200);

  private static final int SORTED = 20;
  private static final int LOGGED = 10;
  private static final int ALL = SORTED + LOGGED;

  @TempDir static Path folders;

  private static Path killed = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void leaveAsAfterAKill() throws IOException {
    killed = folders.resolve("killed");
    try (var store = RocksStore.open(killed, StoreSettings.DEFAULT)) {
      store.append(events(1, SORTED)).join();
    }
    try (var store = RocksStore.open(killed, StoreSettings.DEFAULT)) {
      for (var number = SORTED + 1; number <= ALL; number++) {
        store.append(events(number, number)).join();
      }
      killed = copy(killed, folders.resolve("copy"));
    }
  }

  @Test
  void a_kill_loses_nothing() throws IOException {
    copy(killed, folder);

    try (var store = open()) {
      assertThat(store.warnings()).isEmpty();
      assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(ALL));
    }
  }

  @Test
  void a_torn_end_is_cut_off_with_a_warning_and_kept() throws IOException {
    copy(killed, folder);
    var log = only(".log");
    var bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));
    var start = recordStarts(bytes)[LOGGED - 1];

    try (var reader = RocksReader.openReadOnly(folder)) {
      assertThat(numbers(reader, ID)).isEqualTo(upTo(ALL - 1));
    }
    try (var store = open()) {
      assertThat(store.warnings().getFirst())
          .contains(log + ": torn at byte " + start)
          .contains("its " + (bytes.length - 5 - start) + " bytes are cut off, kept in")
          .contains(".torn");
      assertThat(store.warnings().get(1)).contains("11 to 11 had been confirmed");
      assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(ALL - 1));
      store.append(events(ALL, ALL)).join();
    }
    assertThat(Files.readAllBytes(only(".torn")))
        .isEqualTo(Arrays.copyOfRange(bytes, start, bytes.length - 5));
    try (var store = open()) {
      assertThat(store.warnings()).isEmpty();
      assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(ALL));
    }
  }

  @Test
  void damage_before_a_whole_record_is_refused_with_file_and_byte_and_a_mend() throws IOException {
    copy(killed, folder);
    var log = only(".log");
    var bytes = Files.readAllBytes(log);
    var start = recordStarts(bytes)[4];
    bytes[start + 30] ^= 1;
    Files.write(log, bytes);

    for (var _ : List.of("first", "second")) {
      assertRefused(this::open, Reason.DAMAGED)
          .hasMessageContaining(log + ": damaged at byte " + start)
          .hasMessageContaining("a whole record follows at byte " + recordStarts(bytes)[5])
          .hasMessageContaining("restore the folder from a copy")
          .hasMessageContaining("truncate -s " + start + " " + log);
    }
    assertRefused(() -> RocksReader.openReadOnly(folder), Reason.DAMAGED);
    assertThat(Files.readAllBytes(log)).isEqualTo(bytes);
  }

  @Test
  void the_mend_that_a_refusal_names_works() throws IOException {
    copy(killed, folder);
    var log = only(".log");
    var bytes = Files.readAllBytes(log);

    Files.write(log, Arrays.copyOf(bytes, recordStarts(bytes)[4]));

    try (var store = open()) {
      assertThat(store.warnings()).hasSize(1);
      assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(SORTED + 4));
    }
    try (var store = open()) {
      assertThat(store.warnings()).isEmpty();
      assertThat(numbers(store.reader(), ID)).isEqualTo(upTo(SORTED + 4));
    }
  }

  @Test
  void a_log_that_is_not_the_newest_must_be_whole() throws IOException {
    copy(killed, folder);
    var log = only(".log");
    var bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 1));
    Files.createFile(folder.resolve("999999.log"));

    assertRefused(this::open, Reason.DAMAGED)
        .hasMessageContaining(log.toString())
        .hasMessageContaining("this is not the newest log");
  }

  @Test
  void a_lost_log_is_missed() throws IOException {
    copy(killed, folder);
    Files.delete(only(".log"));

    assertRefused(this::open, Reason.DAMAGED)
        .hasMessageContaining("the writes 2 to 11 were confirmed and are missing")
        .hasMessageContaining("deleting sampo.acknowledged");
  }

  @Test
  void older_sorted_files_under_a_newer_log_are_noticed() throws IOException {
    var old = folders.resolve("old");
    try (var store = RocksStore.open(old, StoreSettings.DEFAULT)) {
      assertThat(store.warnings()).isEmpty();
    }
    copy(old, folder);
    Files.deleteIfExists(only(".log"));
    copy(only(killed, ".log"), folder.resolve("000099.log"));

    assertRefused(this::open, Reason.DAMAGED)
        .hasMessageContaining("the writes 1 to 1 were confirmed and are missing");
  }

  @Test
  void a_lost_sorted_file_is_named() throws IOException {
    copy(killed, folder);
    var sorted = only(".sst");
    Files.delete(sorted);

    assertRefused(this::open, Reason.DAMAGED).hasMessageContaining(sorted.getFileName().toString());
  }

  @Test
  void a_lost_current_file_makes_no_new_journal() throws IOException {
    copy(killed, folder);
    Files.delete(folder.resolve("CURRENT"));

    assertRefused(this::open, Reason.DAMAGED).hasMessageContaining("CURRENT is missing");
  }

  @Test
  void a_flipped_bit_anywhere_in_the_manifest_is_refused_with_its_place() throws IOException {
    copy(killed, folder);
    var manifest = only("MANIFEST");
    var whole = Files.readAllBytes(manifest);
    for (var bit = 0; bit < whole.length * 8; bit++) {
      var bytes = whole.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(manifest, bytes);

      assertRefused(() -> WalRecovery.judge(folder), Reason.DAMAGED)
          .hasMessageContaining(manifest + ": damaged at byte ");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_mutation_of_any_file_is_refused_or_leaves_a_prefix_with_a_word(long seed)
      throws IOException {
    copy(killed, folder);
    var random = new Random(seed);
    var suffix = List.of(".log", ".sst", "MANIFEST", "CURRENT").get(random.nextInt(4));
    mutate(only(suffix), random);

    List<Long> found;
    List<String> warnings;
    try (var store = open()) {
      found = numbers(store.reader(), ID);
      warnings = store.warnings();
    } catch (StoreException refusal) {
      assertThat(refusal.reason()).isIn(Reason.DAMAGED, Reason.FAILED);
      assertThat(refusal).hasMessageContaining(folder.toString());
      return;
    }

    assertThat(found).as("%s %s", suffix, warnings).isEqualTo(upTo(found.size()));
    assertThat(found.size() == ALL || !warnings.isEmpty())
        .as("%s: %d events, %s", suffix, found.size(), warnings)
        .isTrue();
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  private static void mutate(Path file, Random random) throws IOException {
    var bytes = Files.readAllBytes(file);
    var at = random.nextInt(bytes.length);
    var length = Math.min(bytes.length - at, 1 + random.nextInt(300));
    switch (random.nextInt(5)) {
      case 0 -> bytes = Arrays.copyOf(bytes, at);
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0);
      case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + length);
      default -> {
        var garbage = new byte[length];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, at, length);
      }
    }
    Files.write(file, bytes);
  }

  /** Where the records begin, as a log without damage tells: each shorter than a block. */
  private static int[] recordStarts(byte[] log) {
    return IntStream.iterate(
            0, at -> at < log.length, at -> at + 7 + (log[at + 4] & 0xff) + 256 * log[at + 5])
        .toArray();
  }

  private RocksStore open() {
    return RocksStore.open(folder, StoreSettings.DEFAULT);
  }

  private Path only(String part) throws IOException {
    return only(folder, part);
  }

  private static Path only(Path folder, String part) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> matches(file, part)).reduce((_, b) -> b).orElseThrow();
    }
  }

  private static boolean matches(Path file, String part) {
    var name = file.getFileName().toString();
    return part.startsWith(".") ? name.endsWith(part) : name.startsWith(part);
  }

  private static Path copy(Path from, Path to) throws IOException {
    if (Files.isRegularFile(from)) {
      return Files.copy(from, to);
    }
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.filter(path -> !path.endsWith("sampo.owner")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
