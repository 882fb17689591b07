package io.sampo.outside.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the tests of this package rely on. */
@Tag("process")
final class NamespacesTest {

  @BeforeAll
  static void start() {
    assumeThat(Namespaces.obstacle()).isEmpty();
  }

  @Test
  void what_one_place_sends_to_another_is_lost_until_the_link_is_mended() throws Exception {
    try (var network = Namespaces.of(3)) {
      assertThat(answers(network, 0, 1)).isTrue();

      network.cutOneWay(1, 0);

      assertThat(answers(network, 0, 1)).isFalse();
      assertThat(answers(network, 2, 1)).isTrue();
      assertThat(answers(network, 0, 2)).isTrue();
      network.heal();
      assertThat(answers(network, 0, 1)).isTrue();
    }
  }

  @Test
  void nothing_is_left_of_a_network_that_was_closed() throws Exception {
    Process process;
    try (var network = Namespaces.of(1)) {
      process = new ProcessBuilder(network.inside(0, List.of("sleep", "600"))).start();
      var self = ProcessHandle.current().pid();
      assertThat(network.inside(0, List.of()).getLast()).startsWith("sampo-" + self + "-");
    }

    assertThat(process.waitFor()).isNotZero();
    try (var names = Files.list(Path.of("/run/netns"))) {
      var own = "sampo-" + ProcessHandle.current().pid() + "-";
      assertThat(names.map(name -> name.getFileName().toString()))
          .noneMatch(name -> name.startsWith(own));
    }
  }

  /** Nobody listens; whoever is asked says so, and that takes both directions. */
  private static boolean answers(Namespaces network, int from, int to) throws Exception {
    var ask = "exec 3<> /dev/tcp/%s/9".formatted(network.address(to));
    var words = network.inside(from, List.of("timeout", "1", "bash", "-c", ask));
    var asked =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    return asked == 1; // 124 after the time is over
  }
}
