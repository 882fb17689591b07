package io.sampo.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the server outlives its node. */
class RestartTest {

  @TempDir private Path folder;

  @Test
  void the_administrators_token_and_the_tokens_of_submissions_outlive_the_node() throws Exception {
    var body =
        "{\"job\": \"tasks: [{task_key: t, shell_task: {command: 'true'}}]\","
            + " \"idempotency_token\": \"once\"}";
    String token;
    String first;
    try (var served = Served.start(folder, "")) {
      token = served.token();
      first = served.post("/api/sampo/1/runs", body).body();
    }
    var file = folder.resolve("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    try (var served = Served.start(folder, "")) {
      assertThat(served.token()).isEqualTo(token);
      assertThat(served.post("/api/sampo/1/runs", body).body()).isEqualTo(first);
      assertThat(folder).isDirectoryNotContaining("glob:**.draft");
    }
  }

  @Test
  void a_token_that_somebody_else_wrote_does_not_become_the_clusters_once_it_has_one()
      throws Exception {
    String token;
    try (var served = Served.start(folder, "")) {
      token = served.token();
    }
    Files.writeString(folder.resolve("token"), "sampo_" + "B".repeat(43));

    try (var served = Served.start(folder, "")) {
      assertThat(served.get("/api/sampo/1/cluster").statusCode()).isEqualTo(401);
      var request = served.head("GET /api/sampo/1/cluster", "Authorization: Bearer " + token);
      assertThat(served.raw(request)).isEqualTo(200);
    }
  }

  @Test
  void a_token_that_was_put_there_before_the_first_start_is_the_clusters() throws Exception {
    Files.writeString(folder.resolve("token"), "a-token-of-my-own-choice\n");

    try (var served = Served.start(folder, "")) {
      assertThat(served.token()).isEqualTo("a-token-of-my-own-choice");
      assertThat(served.get("/api/sampo/1/cluster").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_stop_ends_the_streams_of_events_at_once() throws Exception {
    try (var served = Served.start(folder, "")) {
      var run = served.submit("sleep 1000");
      var request = served.request("/api/sampo/1/runs/%d/events".formatted(run)).build();
      var lines = served.client().send(request, BodyHandlers.ofLines()).body().iterator();

      lines.next();
      var stopped = served.server().stop(Duration.ofSeconds(20)).toCompletableFuture();

      lines.forEachRemaining(_ -> {});
      stopped.get(15, TimeUnit.SECONDS);
    }
  }

  @Test
  void an_address_that_others_can_reach_is_refused_as_long_as_there_is_no_tls() {
    for (var host : new String[] {"0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.256", ""}) {
      assertThatThrownBy(() -> Served.settings("sampo.api.host = \"%s\"".formatted(host)))
          .as(host)
          .hasMessageContaining("host: " + host)
          .hasMessageContaining("need TLS");
    }
  }
}
