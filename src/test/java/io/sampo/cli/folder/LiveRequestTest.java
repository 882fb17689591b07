package io.sampo.cli.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.RunId;
import io.sampo.model.TaskKey;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark;
import io.sampo.run.StopReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRequestTest {

  private static final TaskKey KEY = new TaskKey("a");

  static Stream<LiveRequest> requests() {
    var all = new RunCommand.Repair(9, null, List.of(), true, false, Map.of(), "me");
    var some = new RunCommand.Repair(9, 8L, List.of(KEY), false, true, Map.of("p", "\"\n"), "me");
    return Stream.concat(
        Stream.of(new LiveRequest.Show(new RunId(7)), new LiveRequest.ShowPool()),
        Stream.of(
                new RunCommand.Stop(StopReason.CANCELED, "me"),
                new RunCommand.CancelTask(KEY, "me"),
                new Mark(KEY, Mark.How.SKIPPED, "me", "not\ntoday"),
                all,
                some)
            .map(LiveRequest.Grant::new));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_is_one_line_and_arrives_as_it_was_sent(LiveRequest request) {
    assertThat(request.line()).doesNotContain("\n");
    assertThat(LiveRequest.of(request.line())).isEqualTo(request);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{}", "[]", "{\"do\":\"dance\"}", "{\"do\":\"mark\"}"})
  void what_is_no_request_is_none(String line) {
    assertThat(LiveRequest.of(line)).isNull();
  }

  @Test
  void a_pool_arrives_as_it_was_sent() throws Exception {
    var pool = new LivePool(2, 3, true);

    assertThat(LivePool.of(pool.answer())).isEqualTo(pool);
  }
}
