package io.sampo.persistence.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.persistence.rocks.WalScan.Clean;
import io.sampo.persistence.rocks.WalScan.Damaged;
import io.sampo.persistence.rocks.WalScan.Torn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A log that RocksDB wrote is mutilated in memory in every way, and judged. Beforehand it is known
 * where each of its records begins, so for every mutation it is known what must come out.
 */
class WalScanTest {

  private static final int SEEDS = 300;
  private static final int BLOCK = 32 * 1024;
  private static final long NUMBER = 4;

  /** Sizes around those of a block, so that records lie in one, two and several blocks. */
  private static final int[] PAYLOADS = {
    10, 200, 30_000, 2_300, 100_000, 40, 32_700, 1, 65_000, 300, 12_000, 50, 70, 500, 90
  };

  private static byte[] log = {};

  /** Where each record begins, and at last where the log ends. */
  private static List<Integer> starts = List.of();

  @BeforeAll
  static void writeLog(@TempDir Path folder) throws IOException {
    var begins = new ArrayList<Integer>();
    try (var store = RocksStore.open(folder, StoreSettings.DEFAULT)) {
      var file = folder.resolve("000004.log");
      for (var number = 0; number < PAYLOADS.length; number++) {
        begins.add((int) Files.size(file));
        var payload = "x".repeat(PAYLOADS[number]);
        store.append(List.of(Events.event("run", number + 1L, payload))).join();
      }
      log = Files.readAllBytes(file);
    }
    begins.add(log.length);
    starts = begins.stream().map(WalScanTest::skipFiller).toList();
  }

  @Test
  void a_whole_log_is_clean_and_its_groups_are_counted() {
    assertThat(scan(log)).isEqualTo(new WalScan(1, PAYLOADS.length, new Clean()));
    assertThat(scan(new byte[0])).isEqualTo(new WalScan(0, 0, new Clean()));
  }

  @Test
  void a_log_cut_at_any_byte_of_its_last_records_ends_with_the_record_before() {
    for (var length = starts.get(PAYLOADS.length - 4); length < log.length; length++) {
      var found = scan(Arrays.copyOf(log, length));

      var start = startAtOrBefore(length);
      var ending = start == length ? new Clean() : new Torn(start);
      assertThat(found).as("length %d", length).isEqualTo(after(starts.indexOf(start), ending));
    }
  }

  @Test
  void a_log_cut_in_a_record_of_many_blocks_ends_with_the_record_before() {
    for (var length = starts.get(4) + 1; length < starts.get(5); length += 997) {
      assertThat(scan(Arrays.copyOf(log, length)))
          .as("length %d", length)
          .isEqualTo(after(4, new Torn(starts.get(4))));
    }
  }

  @Test
  void a_flipped_bit_is_torn_in_the_last_record_and_damage_in_any_other() {
    var last = starts.get(PAYLOADS.length - 1);
    for (var bit = starts.get(PAYLOADS.length - 3) * 8; bit < log.length * 8; bit++) {
      var bytes = log.clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      var found = scan(bytes);

      if (bit / 8 >= last) {
        assertThat(found).isEqualTo(after(PAYLOADS.length - 1, new Torn(last)));
      } else {
        assertDamaged(found, bit / 8);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void any_mutation_is_torn_at_the_end_or_damage_exactly_where_it_is(long seed) {
    var random = new Random(seed);
    var from = random.nextInt(log.length);
    var to = Math.min(log.length, from + 1 + random.nextInt(1 << random.nextInt(17)));
    var bytes = log.clone();
    switch (random.nextInt(3)) {
      case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(bytes, from, to, (byte) 0);
      default -> {
        var garbage = new byte[to - from];
        random.nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, from, garbage.length);
      }
    }

    var found = scan(bytes);

    var changed = Arrays.mismatch(log, bytes);
    switch (found.ending()) {
      case Clean() -> assertThat(isFiller(changed)).as("byte %d is filler", changed).isTrue();
      case Torn(var at) -> {
        assertThat(at).isEqualTo(startAtOrBefore(changed));
        assertThat(lastChange(bytes)).isGreaterThanOrEqualTo(starts.get(PAYLOADS.length - 1));
        assertThat(found.last()).isEqualTo(starts.indexOf(at));
      }
      case Damaged _ -> assertDamaged(found, changed);
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatever_is_appended_is_torn_where_the_last_record_ended(long seed) {
    var random = new Random(seed);
    var garbage = new byte[1 + random.nextInt(70_000)];
    if (seed % 3 > 0) {
      random.nextBytes(garbage);
    }
    var bytes = Arrays.copyOf(log, log.length + garbage.length);
    System.arraycopy(garbage, 0, bytes, log.length, garbage.length);

    assertThat(scan(bytes)).isEqualTo(after(PAYLOADS.length, new Torn(log.length)));
  }

  @Test
  void a_record_that_vanished_with_its_blocks_is_missed() {
    var cut = new byte[log.length - 2 * BLOCK];
    System.arraycopy(log, 0, cut, 0, BLOCK);
    System.arraycopy(log, 3 * BLOCK, cut, BLOCK, cut.length - BLOCK);

    assertThat(scan(cut).ending()).isInstanceOf(Damaged.class);
  }

  @Test
  void a_valid_record_that_is_none_of_this_journals_is_damage() {
    assertThat(scan(record(new byte[] {1, 's', 'o', 'm', 'e'}, 4)).ending())
        .isInstanceOf(Damaged.class);
  }

  @Test
  void a_record_of_a_recycled_log_counts_only_in_the_log_of_its_number() {
    assertThat(scan(recycled((int) NUMBER))).isEqualTo(new WalScan(1, 1, new Clean()));
    assertThat(scan(recycled(3))).isEqualTo(new WalScan(0, 0, new Torn(0)));
  }

  private static byte[] recycled(int number) {
    var batch = ByteBuffer.allocate(24).put(12, new byte[] {1, 1, Keys.GROUP, 8}).putLong(16, 1);
    var body = ByteBuffer.allocate(29).order(ByteOrder.LITTLE_ENDIAN).put((byte) 5);
    return record(body.putInt(number).put(batch).array(), 24);
  }

  /** A fragment, whose {@code body} begins with its type and ends with its payload. */
  private static byte[] record(byte[] body, int payloadBytes) {
    var crc = new CRC32C();
    crc.update(body);
    var record = ByteBuffer.allocate(6 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8);
    return record.putShort((short) payloadBytes).put(body).array();
  }

  private static void assertDamaged(WalScan found, int changed) {
    var start = startAtOrBefore(changed);
    assertThat(found.ending()).isInstanceOf(Damaged.class);
    assertThat(((Damaged) found.ending()).at()).as("byte %d", changed).isEqualTo(start);
    assertThat(found.last()).isEqualTo(starts.indexOf(start));
  }

  private static WalScan scan(byte[] bytes) {
    return WalScan.of(ByteBuffer.wrap(bytes), NUMBER);
  }

  private static WalScan after(int records, WalScan.Ending ending) {
    return new WalScan(records == 0 ? 0 : 1, records, ending);
  }

  private static int startAtOrBefore(int at) {
    return starts.stream().filter(start -> start <= at).reduce((_, last) -> last).orElseThrow();
  }

  private static int lastChange(byte[] bytes) {
    var at = log.length - 1;
    while (log[at] == bytes[at]) {
      at--;
    }
    return at;
  }

  private static int skipFiller(int at) {
    return BLOCK - at % BLOCK < 7 ? at + BLOCK - at % BLOCK : at;
  }

  private static boolean isFiller(int at) {
    return BLOCK - at % BLOCK < 7;
  }
}
