package io.sampo.message.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.RunId;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterNameTest {

  private static final RunId RUN = new RunId(17);
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  @Test
  void a_plain_key_stands_in_the_name_as_it_is() {
    var name = ClusterName.of(RUN, "etl-2", 3);

    assertThat(name.value()).isEqualTo("job-17-etl-2-3");
    assertThat(name.node(4)).isEqualTo("job-17-etl-2-3-4");
  }

  @ParameterizedTest(name = "key [{0}]")
  @ValueSource(
      strings = {"", "ETL", "a_b", "-", "a-", "-a", "../../etc/passwd", "schön 🦊", "a.b", "--x--"})
  void any_key_makes_a_name_that_is_a_dns_label(String key) {
    var longest = key + "k".repeat(200);

    for (var one : List.of(key, longest)) {
      var name = ClusterName.of(new RunId(RunId.MAX), one, Integer.MAX_VALUE);
      assertThat(name.node(ClusterName.NODES_MAX)).matches(DNS_LABEL);
      assertThat(name.value()).doesNotContain("--");
    }
  }

  @Test
  void keys_that_differ_have_names_that_differ() {
    var keys = List.of("a_b", "a-b", "a.b", "A-B", "a-B", "xa-b", "", "x", "-", "a".repeat(80));
    var names = new HashSet<ClusterName>();

    for (var key : keys) {
      names.add(ClusterName.of(RUN, key, 1));
      // What the key of another is turned into is a key, too.
      var taken = ClusterName.of(RUN, key, 1).value();
      names.add(ClusterName.of(RUN, taken.substring("job-17-".length(), taken.length() - 2), 1));
    }

    // Plain keys are turned into themselves; the others are not.
    assertThat(names).hasSize(2 * keys.size() - List.of("a-b", "xa-b", "x").size());
  }

  @Test
  void a_node_is_known_by_its_name() {
    var name = ClusterName.of(RUN, "etl", 1);

    assertThat(name.number(name.node(12))).isEqualTo(12);
    assertThat(name.number("job-17-etl-10-1")).isZero();
    assertThat(name.number("job-17-etl-1-01")).isZero();
    assertThat(name.number("job-17-etl-1-x")).isZero();
    assertThat(name.number("job-17-etl-1")).isZero();
  }

  @Test
  void a_name_that_is_no_label_is_refused() {
    assertThatThrownBy(() -> new ClusterName("job/1"))
        .hasMessage(
            "cluster name: job/1 (expected: at most 58 of a-z, 0-9 and '-', a letter first)");
  }
}
