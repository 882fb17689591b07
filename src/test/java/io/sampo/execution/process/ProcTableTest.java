package io.sampo.execution.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcTableTest {

  @Test
  void what_has_begun_is_among_the_numbers_that_were_given_away_since() throws Exception {
    var process = new ProcessBuilder("sleep", "600").start();
    try {
      var pid = Math.toIntExact(process.pid());

      assertThat(ProcTable.newest()).isGreaterThanOrEqualTo(pid);
      assertThat(ProcTable.read(pid, pid).rows())
          .isEqualTo(List.of(ProcTable.row(pid).orElseThrow()));
      assertThat(ProcTable.read().rows()).contains(ProcTable.row(pid).orElseThrow());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
