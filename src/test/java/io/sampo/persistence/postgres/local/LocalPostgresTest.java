package io.sampo.persistence.postgres.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.persistence.postgres.TestDatabase;
import io.sampo.persistence.postgres.local.LocalPostgres.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

  @TempDir Path temporary;

  @AfterEach
  void stop() throws IOException {
    postgres().stop();
  }

  @Test
  void a_server_starts_once_and_keeps_its_data_and_its_port() throws Exception {
    var first = postgres().start(0);
    execute(first, password(first), "CREATE TABLE kept (number int)");

    var again = postgres().start(0);
    postgres().stop();
    var later = postgres().start(0);

    assertThat(again).isEqualTo(first);
    assertThat(postgres().status()).contains(later);
    assertThat(later.port()).isEqualTo(first.port());
    assertThat(later.pid()).isNotEqualTo(first.pid());
    execute(later, password(later), "SELECT number FROM kept");
    assertThatThrownBy(() -> postgres().start(later.port() + 1))
        .hasMessageContaining("runs at port " + later.port());
  }

  @Test
  void a_server_that_was_killed_starts_again() throws Exception {
    var killed = postgres().start(0);
    var end = ProcessHandle.of(killed.pid()).orElseThrow().onExit();
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    end.get(10, TimeUnit.SECONDS);
    assertThat(postgres().status()).isEmpty();

    var next = postgres().start(0);

    execute(next, password(next), "SELECT 1");
    assertThat(next.pid()).isNotEqualTo(killed.pid());
  }

  @Test
  void a_process_that_outlives_its_killed_server_does_not_keep_the_next_from_starting()
      throws Exception {
    var server = ProcessHandle.of(postgres().start(0).pid()).orElseThrow();
    var frozen = server.children().findFirst().orElseThrow();
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid())).start().waitFor())
        .isZero();
    server.destroyForcibly();
    server.onExit().get(10, TimeUnit.SECONDS);

    var next = postgres().start(0);

    execute(next, password(next), "SELECT 1");
    assertThat(frozen.isAlive()).isFalse();
  }

  @Test
  void many_who_start_it_at_once_get_the_same_server() throws Exception {
    var starts = new ArrayList<CompletableFuture<Server>>();
    for (var number = 0; number < 4; number++) {
      starts.add(CompletableFuture.supplyAsync(this::started, Thread::startVirtualThread));
    }
    var servers = new HashSet<Server>();
    for (var start : starts) {
      servers.add(start.get(60, TimeUnit.SECONDS));
    }

    assertThat(servers).hasSize(1);
  }

  @Test
  void nobody_enters_without_the_password_which_only_the_owner_reads() throws Exception {
    var server = postgres().start(0);

    assertThatThrownBy(() -> execute(server, "guess", "SELECT 1"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.passwordFile())))
        .isEqualTo("rw-------");
    assertThat(server.url()).startsWith("jdbc:postgresql://127.0.0.1:");
  }

  private Server started() {
    try {
      return postgres().start(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private LocalPostgres postgres() {
    return new LocalPostgres(temporary.resolve("server"), TestDatabase.PROGRAMS);
  }

  private static String password(Server server) throws IOException {
    return Files.readString(server.passwordFile()).strip();
  }

  private static void execute(Server server, String password, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(server.url(), LocalPostgres.USER, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
