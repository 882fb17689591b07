package io.sampo.definition.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Scalar;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final Faults faults = new Faults("job.yaml");

  @Test
  void faults_are_listed_by_line_and_column() {
    add(10, 1);
    add(9, 10);
    add(9, 2);

    assertThat(faults.listed())
        .map(Fault::toString)
        .containsExactly(
            "job.yaml:9:2: a.b[3]: wrong",
            "job.yaml:9:10: a.b[3]: wrong",
            "job.yaml:10:1: a.b[3]: wrong");
  }

  @Test
  void the_first_by_position_are_kept_in_whatever_order_they_are_found() {
    for (var line = 3 * Faults.LISTED_MAX; line > 0; line--) {
      add(line, 1);
    }

    assertThat(faults.listed()).hasSize(Faults.LISTED_MAX);
    assertThat(faults.listed().getFirst().line()).isEqualTo(1);
    assertThat(faults.listed().getLast().line()).isEqualTo(Faults.LISTED_MAX);
    assertThat(faults.more()).isEqualTo(2 * Faults.LISTED_MAX);
  }

  @Test
  void what_is_found_twice_is_one_fault() {
    add(1, 1);
    add(1, 1);

    assertThat(faults.listed()).hasSize(1);
    assertThat(faults.more()).isZero();
  }

  @Test
  void a_suggestion_ends_the_line() {
    faults.add(new Scalar("x", Form.PLAIN, 1, 2), Place.ROOT, "wrong", () -> "right");

    assertThat(faults.listed())
        .map(Fault::toString)
        .containsExactly("job.yaml:1:2: job: wrong (did you mean 'right'?)");
  }

  private void add(int line, int column) {
    var place = Place.ROOT.field("a").field("b").item(3);
    faults.add(new Scalar("x", Form.PLAIN, line, column), place, "wrong");
  }
}
