package io.sampo.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sampo.message.RunReport.Entry;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Limits;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {

  @Test
  void nothing_is_no_portion() {
    assertThat(Portions.of(List.of(), _ -> 1)).isEmpty();
  }

  @Test
  void a_portion_has_at_most_a_thousand_items_in_their_order() {
    var items = IntStream.range(0, 2_001).boxed().toList();

    assertThat(Portions.of(items, _ -> 1))
        .containsExactly(
            items.subList(0, 1_000), items.subList(1_000, 2_000), items.subList(2_000, 2_001));
    assertThat(Portions.of(items.subList(0, 1_000), _ -> 1)).hasSize(1);
  }

  @Test
  void a_portion_has_at_most_128_kib() {
    var half = Limits.BYTES_MAX / 2;

    assertThat(Portions.of(List.of(half, half, half), size -> size))
        .containsExactly(List.of(half, half), List.of(half));
    assertThat(Portions.of(List.of(half, half + 1), size -> size)).hasSize(2);
  }

  @Test
  void an_item_that_is_too_large_goes_alone() {
    var large = Limits.BYTES_MAX + 1;

    assertThat(Portions.of(List.of(1, large, 1), size -> size))
        .containsExactly(List.of(1), List.of(large), List.of(1));
  }

  @Test
  void a_report_names_a_fence_once_and_no_fence_is_below_one() {
    var entry = new Entry(1, 0, 3, new Stage.Accepted());

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new RunReport(
                new WorkerId("w", 1),
                new RunId(1),
                1,
                3,
                RunReport.Covers.NOTHING,
                List.of(entry, entry)))
        .withMessageContaining("expected: one entry for a fence");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(1, 0, 0, new Stage.Accepted()))
        .withMessageContaining("fence: 0 (expected: 1 to");
  }

  @Test
  void orders_start_at_most_a_thousand_attempts() {
    var starts = Collections.nCopies(1_001, Assignment.of(0, 0, 1, 0, 0));

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new RunOrders(
                new RunId(1), new WorkerId("w", 1), 1, 0, 0, starts, List.of(), List.of(), false))
        .withMessage("starts: 1001 (expected: 0 to 1000)");
  }
}
