package io.sampo.cluster.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.Launcher.Launched;
import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesLauncherTest {

  private static final ClusterName NAME = ClusterName.of(new RunId(7), "etl", 1);
  private static final ClusterName OTHER = ClusterName.of(new RunId(7), "other", 1);

  private @TempDir Path folder;
  private FakeKubernetes server;
  private KubernetesLauncher launcher;

  @BeforeEach
  void open() throws IOException {
    server = FakeKubernetes.start();
    Files.writeString(folder.resolve("token"), "first\n");
    launcher = launcher(null);
  }

  @AfterEach
  void close() {
    launcher.close();
    server.close();
  }

  @Test
  void every_node_is_a_pod_that_is_told_who_it_is() throws Exception {
    assertThat(launcher.ensure(order(NAME, 2))).isEqualTo(new Launched(2, ""));

    assertThat(server.pods).containsOnlyKeys("job-7-etl-1-1", "job-7-etl-1-2");
    var pod = server.pod("job-7-etl-1-2");
    assertThat(pod.at("/metadata/labels").properties().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "app.kubernetes.io/name=\"sampo\"",
            "app.kubernetes.io/component=\"job-worker\"",
            "sampo.io/cluster=\"job-7-etl-1\"",
            "sampo.io/node=\"2\"",
            "sampo.io/run=\"7\"");
    assertThat(pod.at("/metadata/annotations/sampo.io~1labels").asText())
        .isEqualTo("{\"cost center\":\"ä/1\"}");
    assertThat(pod.at("/metadata").has("ownerReferences")).isFalse();
    assertThat(pod.at("/spec/containers/0/image").asText()).isEqualTo("registry/sampo:2");
    assertThat(arguments(pod))
        .startsWith("node", "-D")
        .contains("sampo.node.name=job-7-etl-1-2", "sampo.cluster.seeds=c-0:2551,c-1:2551")
        .endsWith("-D", "sampo.node.host=$(POD_IP)", "--data", "/var/lib/sampo");
  }

  @Test
  void a_second_order_makes_what_is_missing_and_nothing_else() throws Exception {
    launcher.ensure(order(NAME, 2));
    server.requests.clear();
    server.pods.remove("job-7-etl-1-1");

    launcher.ensure(order(NAME, 2));

    assertThat(server.pods).hasSize(2);
    assertThat(server.requests).filteredOn(one -> one.startsWith("POST")).hasSize(1);
  }

  @Test
  void two_that_order_the_same_at_once_do_no_harm() throws Exception {
    launcher.ensure(order(NAME, 1));
    server.listsNothingOnce = true;

    assertThat(launcher.ensure(order(NAME, 1))).isEqualTo(new Launched(1, ""));

    assertThat(server.requests).filteredOn(one -> one.startsWith("POST")).hasSize(2);
    assertThat(server.pods).hasSize(1);
  }

  @Test
  void a_pod_that_ended_is_told_of_and_replaced() throws Exception {
    launcher.ensure(order(NAME, 1));
    server.say("job-7-etl-1-1", "{\"phase\":\"Failed\"}");

    assertThat(launcher.ensure(order(NAME, 1)))
        .isEqualTo(new Launched(0, "pod job-7-etl-1-1 ended"));
    launcher.ensure(order(NAME, 1));

    assertThat(launcher.ensure(order(NAME, 1))).isEqualTo(new Launched(1, ""));
  }

  @Test
  void why_a_pod_does_not_start_is_told() throws Exception {
    launcher.ensure(order(NAME, 2));
    server.say(
        "job-7-etl-1-1",
        """
        {"phase":"Pending","containerStatuses":[{"state":{"waiting":
          {"reason":"ImagePullBackOff","message":"Back-off pulling image"}}}]}
        """);
    assertThat(launcher.ensure(order(NAME, 2)).trouble())
        .isEqualTo("pod job-7-etl-1-1: ImagePullBackOff Back-off pulling image");

    server.say("job-7-etl-1-1", "{\"phase\":\"Running\"}");
    server.say(
        "job-7-etl-1-2",
        """
        {"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False",
          "message":"0/3 nodes are available: 3 Insufficient cpu."}]}
        """);
    assertThat(launcher.ensure(order(NAME, 2)).trouble())
        .isEqualTo("pod job-7-etl-1-2: 0/3 nodes are available: 3 Insufficient cpu.");
  }

  @Test
  void removing_takes_every_pod_of_that_name_and_no_other() throws Exception {
    launcher.ensure(order(NAME, 3));
    launcher.ensure(order(OTHER, 1));

    launcher.remove(NAME);

    assertThat(server.pods).containsOnlyKeys("job-7-other-1-1");
    assertThat(launcher.present()).containsExactly(OTHER);
    launcher.remove(NAME);
  }

  @Test
  void what_the_server_cannot_do_just_now_is_tried_again() throws Exception {
    server.refusals.addAll(List.of(500, 503, 429));

    launcher.ensure(order(NAME, 1));

    assertThat(server.pods).hasSize(1);
  }

  @Test
  void a_server_that_cannot_at_all_is_given_up_with_its_words() {
    server.refusals.addAll(List.of(503, 503, 503, 503, 503));

    assertThatThrownBy(() -> launcher.ensure(order(NAME, 1)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "Kubernetes API: list pods: status 503 (expected: [200]): as the test wants it");
  }

  @Test
  void a_token_that_is_refused_is_read_again() throws Exception {
    launcher.ensure(order(NAME, 1));
    server.token = "second";
    Files.writeString(folder.resolve("token"), "second");

    launcher.ensure(order(NAME, 2));

    assertThat(server.pods).hasSize(2);
  }

  @Test
  void a_token_that_stays_refused_is_not_tried_for_ever() {
    server.token = "another";

    assertThatThrownBy(() -> launcher.ensure(order(NAME, 1)))
        .hasMessageContaining("status 401 (expected: [200]): Unauthorized");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    server.close();

    assertThatThrownBy(() -> launcher.ensure(order(NAME, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Kubernetes API at http://127.0.0.1:");
  }

  @Test
  void a_template_in_json_does_as_well() throws Exception {
    var template = folder.resolve("pod.json");
    Files.writeString(
        template,
        """
        {"apiVersion": "v1", "kind": "Pod",
         "spec": {"restartPolicy": "Never", "nodeSelector": {"disk": "fast"},
                  "containers": [{"name": "log", "image": "log:1"},
                                 {"name": "sampo", "image": "sampo:1"}]}}
        """);

    try (var own = launcher(template)) {
      own.ensure(order(NAME, 1));
    }

    var pod = server.pod("job-7-etl-1-1");
    assertThat(pod.at("/spec/nodeSelector/disk").asText()).isEqualTo("fast");
    assertThat(pod.at("/spec/containers/0").has("args")).isFalse();
    assertThat(pod.at("/spec/containers/1/args/0").asText()).isEqualTo("node");
  }

  @Test
  void a_template_that_would_start_nodes_for_ever_is_refused() throws Exception {
    var template = folder.resolve("pod.yaml");
    Files.writeString(template, "kind: Pod\nspec: {restartPolicy: Always}\n");

    assertThatThrownBy(() -> launcher(template))
        .hasMessageContaining("pod.yaml: (expected: spec.restartPolicy: Never");
  }

  @Test
  void the_template_that_is_shipped_is_the_one_that_is_used() throws Exception {
    try (var used = KubernetesLauncher.class.getResourceAsStream("job-worker.yaml")) {
      var shipped = Files.readAllBytes(Path.of("cluster-config", "kubernetes", "job-worker.yaml"));

      assertThat(used).isNotNull().hasBinaryContent(shipped);
    }
  }

  private KubernetesLauncher launcher(@Nullable Path template) throws IOException {
    return new KubernetesLauncher(
        new KubernetesSettings(
            server.address(),
            FakeKubernetes.NAMESPACE,
            folder.resolve("token"),
            null,
            template == null ? "registry/sampo:2" : "",
            template,
            Duration.ofSeconds(5)));
  }

  private static LaunchOrder order(ClusterName name, int nodes) {
    var order =
        new ClusterOrder(new RunId(7), name, "7/etl", nodes, 4, Map.of("cost center", "ä/1"));
    return new LaunchOrder(order, List.of("c-0:2551", "c-1:2551"), Map.of());
  }

  private static List<String> arguments(JsonNode pod) {
    var arguments = new ArrayList<String>();
    pod.at("/spec/containers/0/args").forEach(one -> arguments.add(one.asText()));
    return arguments;
  }
}
