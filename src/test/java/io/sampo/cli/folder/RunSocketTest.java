package io.sampo.cli.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSocketTest {

  private static final LiveRequest SHOW = new LiveRequest.Show(new RunId(7));

  @TempDir private Path folder;

  @Test
  void everybody_who_asks_is_answered_however_long_the_folders_name_is() throws IOException {
    var run = Files.createDirectories(folder.resolve("long".repeat(40)).resolve("7"));
    var large = "x".repeat(1 << 20).getBytes(UTF_8);

    try (var _ = RunSocket.open(run, _ -> large)) {
      for (var caller = 0; caller < 20; caller++) {
        assertThat(RunSocket.ask(run, SHOW)).hasValue(large);
      }
    }

    assertThat(RunSocket.ask(run, SHOW)).isEmpty();
  }

  @Test
  void only_its_owner_may_enter_the_folder_of_the_socket_and_nothing_stays_behind()
      throws IOException {
    Path real;
    try (var _ = RunSocket.open(folder, _ -> new byte[] {1})) {
      real = Files.readSymbolicLink(folder.resolve("socket")).getParent();

      assertThat(Files.getPosixFilePermissions(real))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    assertThat(real).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_a_killed_process_left_behind_does_not_answer_and_is_replaced() throws IOException {
    Files.createSymbolicLink(folder.resolve("socket"), folder.resolve("gone/socket"));

    assertThat(RunSocket.ask(folder, SHOW)).isEmpty();
    try (var _ = RunSocket.open(folder, _ -> new byte[] {1})) {
      assertThat(RunSocket.ask(folder, SHOW)).hasValue(new byte[] {1});
    }
  }
}
