package io.sampo.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskKey;
import io.sampo.run.RunEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be more than a message takes comes in parts. */
class PartsTest {

  @Test
  void task_values_come_in_pages_of_which_each_goes_on_after_the_last() {
    var all = new TreeMap<TaskKey, Map<String, String>>();
    for (var number = 0; number < 10; number++) {
      var value = "x".repeat(number % 2 == 0 ? Limits.VALUES_BYTES_MAX : 10);
      all.put(new TaskKey("t" + number), Map.of("v", value));
    }

    var got = new TreeMap<TaskKey, Map<String, String>>();
    @Nullable TaskKey after = null;
    var pages = 0;
    for (var more = true; more; pages++) {
      var page = ToRun.Values.page(all, after);
      got.putAll(page.byTask());
      after = got.lastKey();
      more = page.more();
    }

    assertThat(got).isEqualTo(all);
    assertThat(pages).isBetween(5, 10);
  }

  @Test
  void no_task_values_are_one_empty_page() {
    assertThat(ToRun.Values.page(Map.of(), null)).isEqualTo(new ToRun.Values(Map.of(), false));
    assertThat(ToRun.Values.page(Map.of(new TaskKey("a"), Map.of()), new TaskKey("a")))
        .isEqualTo(new ToRun.Values(Map.of(), false));
  }

  @Test
  void events_are_told_one_by_one_with_their_numbers() {
    var first = new RunEvent.TakenOver(new Now(1, 1), 1, "a");
    var second = new RunEvent.TakenOver(new Now(2, 2), 2, "b");

    assertThat(Progress.Written.parts(7, List.of(first, second)))
        .containsExactly(
            new Progress.Written(7, List.of(first)), new Progress.Written(8, List.of(second)));
  }
}
