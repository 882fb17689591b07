package io.sampo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.cli.CommandLineFixture.Called;
import io.sampo.cli.cluster.process.NodeProcess;
import io.sampo.projection.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the server is, and which token goes there. */
class ServerLocationTest {

  @TempDir private Path folder;
  private CommandLineFixture line;
  private final FakeServer option = new FakeServer();
  private final FakeServer variable = new FakeServer();
  private final FakeServer local = new FakeServer();

  @BeforeEach
  void makeFolder() throws IOException {
    line = new CommandLineFixture(folder);
    line.file("two.yaml", CommandLineFixture.TWO);
    line.file("token", "of-file\n");
    line.environment.put("DATABRICKS_HOST", option.url());
    line.environment.put("DATABRICKS_TOKEN", "never");
  }

  @AfterEach
  void close() {
    option.close();
    variable.close();
    local.close();
  }

  @ParameterizedTest(
      name = "--host {0}, --token-file {1}, SAMPO_HOST {2}, SAMPO_TOKEN {3}, cluster {4}")
  @CsvSource({
    "yes, yes, yes, yes, yes, option Bearer of-file",
    "yes, no,  yes, yes, yes, option Bearer of-variable",
    "yes, no,  no,  yes, no,  option Bearer of-variable",
    "yes, no,  no,  no,  yes, option null",
    "no,  yes, yes, yes, yes, variable Bearer of-file",
    "no,  no,  yes, yes, yes, variable Bearer of-variable",
    "no,  no,  yes, no,  yes, variable null",
    "no,  no,  no,  yes, yes, local Bearer of-cluster",
    "no,  no,  no,  no,  yes, local Bearer of-cluster",
    "no,  yes, no,  yes, yes, local Bearer of-file"
  })
  void host_and_token_come_from_the_same_place(
      String hasOption,
      String hasFile,
      String hasHost,
      String hasToken,
      String hasCluster,
      String answer)
      throws IOException {
    var asked = answer.split(" ", 2)[0];
    var token = answer.split(" ", 2)[1];
    if (hasHost.equals("yes")) {
      line.environment.put("SAMPO_HOST", variable.url() + "/");
    }
    if (hasToken.equals("yes")) {
      line.environment.put("SAMPO_TOKEN", "of-variable");
    }
    if (hasCluster.equals("yes")) {
      cluster(NodeProcess.current());
    }
    var options =
        (hasOption.equals("yes") ? "--host " + option.url() + " " : "")
            + (hasFile.equals("yes") ? "--token-file token" : "");

    var called = call(("submit two.yaml " + options).strip().split(" ", -1));

    assertThat(called.exitCode()).as(called.err()).isZero();
    assertThat(tokens(option)).isEqualTo(asked.equals("option") ? Set.of(token) : Set.of());
    assertThat(tokens(variable)).isEqualTo(asked.equals("variable") ? Set.of(token) : Set.of());
    assertThat(tokens(local)).isEqualTo(asked.equals("local") ? Set.of(token) : Set.of());
  }

  private static Set<String> tokens(FakeServer server) {
    return Set.copyOf(server.tokens);
  }

  @Test
  void without_any_server_it_is_said_what_was_looked_for() throws IOException {
    var none = call("submit", "two.yaml");
    cluster(new NodeProcess(1, 1, "another boot"));
    var down = call("submit", "two.yaml", "-o", "json");

    assertThat(none.exitCode()).isEqualTo(8);
    assertThat(none.err())
        .isEqualTo(
            "no server: --host is not given, SAMPO_HOST is not set, and there is no cluster in %s"
                    .formatted(folder.resolve(".sampo/cluster"))
                + "; start one: scripts/sampo cluster up\n");
    assertThat(down.exitCode()).isEqualTo(8);
    assertThat(down.err())
        .startsWith("{\"error_code\":\"TEMPORARILY_UNAVAILABLE\"")
        .contains("the cluster in %s does not run".formatted(folder.resolve(".sampo/cluster")));
  }

  @Test
  void runs_are_those_of_the_data_folder_while_its_cluster_does_not_run() throws IOException {
    cluster(new NodeProcess(1, 1, "another boot"));

    assertThat(call("runs", "list").exitCode()).isZero();
    assertThat(call("runs", "watch", "1").exitCode()).isEqualTo(8);
    assertThat(local.requests).isEmpty();
  }

  @Test
  void a_server_that_does_not_answer_is_told_with_its_source() {
    option.close();

    var called = call("runs", "get", "1", "--host", option.url());

    assertThat(called.exitCode()).isEqualTo(8);
    assertThat(called.err())
        .startsWith("no server: " + option.url())
        .endsWith("(the address is from --host)\n");
  }

  @Test
  void what_is_no_url_and_no_token_is_refused_and_the_token_is_not_shown() throws IOException {
    line.file("broken", "two words");

    assertThat(call("runs", "list", "--host", "localhost:8080").err())
        .isEqualTo("--host: 'localhost:8080' (expected: a URL such as http://127.0.0.1:8080)\n");
    var token = call("runs", "list", "--host", option.url(), "--token-file", "broken");
    assertThat(token.exitCode()).isEqualTo(2);
    assertThat(token.err()).contains("holds no token").doesNotContain("two words");
    assertThat(call("runs", "list", "--host", option.url(), "--token-file", "none").exitCode())
        .isEqualTo(2);
  }

  private Called call(String... arguments) {
    return line.call(new FakeNodes(run -> Story.of(run.value(), "j")), arguments);
  }

  /** A cluster whose only coordinator is the local server, in {@code process}. */
  private void cluster(NodeProcess process) throws IOException {
    var cluster = folder.resolve(".sampo/cluster");
    var node = Files.createDirectories(cluster.resolve("nodes/coordinator-1"));
    Files.writeString(
        cluster.resolve("cluster.json"),
        """
        {"version":1,"journal":"embedded","nodes":[{"name":"coordinator-1",
         "roles":["coordinator","api"],"port":1,"api_port":%s}]}
        """
            .formatted(local.url().replaceFirst(".*:", "")));
    process.write(node.resolve("pid"));
    Files.writeString(folder.resolve(".sampo/token"), "of-cluster\n");
  }
}
