package io.sampo.protocol.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Covers;
import io.sampo.message.RunReport.Entry;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.protocol.ToRun;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

  private static final Packing<Long> NUMBER =
      new Packing<>(Long.class, Packer::number, Unpacker::number);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 300, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void a_number_is_read_as_it_was_written(long number) {
    assertThat(NUMBER.unpack(NUMBER.pack(number))).isEqualTo(number);
  }

  @Test
  void small_numbers_are_one_byte_and_the_largest_are_ten() {
    assertThat(hex(NUMBER.pack(0L))).isEqualTo("00");
    assertThat(hex(NUMBER.pack(-1L))).isEqualTo("01");
    assertThat(hex(NUMBER.pack(63L))).isEqualTo("7e");
    assertThat(hex(NUMBER.pack(64L))).isEqualTo("8001");
    assertThat(NUMBER.pack(Long.MIN_VALUE)).hasSize(10);
  }

  @Test
  void variants_keep_their_numbers() {
    assertThat(hex(new Stage.Accepted())).endsWith("00");
    assertThat(hex(new Stage.Refused("x"))).endsWith("02" + "0278");
    assertThat(hex(new Stage.Began(1))).endsWith("04" + "02");
    assertThat(hex(ended(new Outcome.Succeeded(Map.of("k", "1")))))
        .endsWith("06" + "00" + "02026b0231" + "0204");
    assertThat(hex(ended(new Outcome.Failed(true, "x", null, null))))
        .endsWith("06" + "0202027800" + "00" + "0204");
    assertThat(hex(ended(new Outcome.Failed(false, "x", 3, "E"))))
        .endsWith("06" + "02000278" + "0206" + "020245" + "0204");
    assertThat(hex(ended(new Outcome.TimedOut(5)))).endsWith("06" + "040a" + "0204");
    assertThat(hex(ended(new Outcome.Canceled()))).endsWith("06" + "06" + "0204");
    assertThat(hex(ended(new Outcome.Lost("x")))).endsWith("06" + "080278" + "0204");
  }

  @Test
  void a_variant_of_a_newer_release_is_refused() {
    var bytes = PackedReport.REPORT.pack(report(new Stage.Accepted()));
    bytes[bytes.length - 1] = 8;

    assertThatThrownBy(() -> PackedReport.REPORT.unpack(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stage: 4 (expected: 0 to 3)");
  }

  /** Whatever comes in is a message or refused, and never takes much memory or another way out. */
  @Test
  void bytes_of_chance_are_refused_in_one_way() {
    var chance = new Random(1);
    var golden = PackedReport.REPORT.pack(report(ended(new Outcome.Lost("gone"))));
    for (var round = 0; round < 20_000; round++) {
      var bytes = golden.clone();
      for (var change = chance.nextInt(4); change >= 0; change--) {
        bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt();
      }
      try {
        assertThat(PackedReport.REPORT.unpack(bytes)).isNotNull();
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("(?s).+");
      }
    }
  }

  private static Stage ended(Outcome outcome) {
    return new Stage.Ended(outcome, 1, 2);
  }

  private static ToRun.Report report(Stage stage) {
    return new ToRun.Report(
        new RunReport(
            new WorkerId("w", 1),
            new RunId(1),
            1,
            1,
            Covers.NOTHING,
            List.of(new Entry(0, 0, 1, stage))));
  }

  private static String hex(Stage stage) {
    return hex(PackedReport.REPORT.pack(report(stage)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
