package io.sampo.cluster.launch.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.Launcher;
import io.sampo.message.fleet.ClusterName;
import java.io.IOException;
import java.util.HashMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Starts nodes as pods, which have no owner: they are found and removed by the label with their
 * cluster's name. A pod that ended makes room for another, which the next order makes.
 */
public final class KubernetesLauncher implements Launcher, AutoCloseable {

  private static final int LOOK_MILLIS = 200;

  private final KubernetesSettings settings;
  private final PodTemplate template;
  private final Pods pods;

  /**
   * A launcher.
   *
   * @throws IOException if the template, the token or the certificate cannot be read
   */
  public KubernetesLauncher(KubernetesSettings settings) throws IOException {
    this.settings = settings;
    template = PodTemplate.read(settings);
    pods = new Pods(settings);
  }

  @Override
  public Launched ensure(LaunchOrder order) throws IOException, InterruptedException {
    var known = new HashMap<String, JsonNode>();
    pods.of(order.name()).forEach(pod -> known.put(name(pod), pod));
    var running = 0;
    var trouble = "";
    for (var number = 1; number <= order.nodes(); number++) {
      var name = order.name().node(number);
      var pod = known.get(name);
      if (pod == null) {
        pods.create(template.fill(order, number));
      } else if (isOver(pod) && !isGoing(pod)) {
        pods.delete(name);
      }
      running += pod == null || !isOver(pod) ? 1 : 0;
      trouble = trouble.isEmpty() && pod != null ? trouble(name, pod) : trouble;
    }
    return new Launched(running, trouble);
  }

  @Override
  public void remove(ClusterName name) throws IOException, InterruptedException {
    var until = System.nanoTime() + settings.patience().toNanos();
    while (!pods.of(name).isEmpty()) {
      if (System.nanoTime() - until > 0) {
        throw new IOException(
            "job cluster %s: pods are still there after %s".formatted(name, settings.patience()));
      }
      pods.deleteAll(name);
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public SortedSet<ClusterName> present() throws IOException, InterruptedException {
    var names = new TreeSet<ClusterName>();
    for (var pod : pods.ofAny()) {
      var labels = pod.path("metadata").path("labels");
      names.add(new ClusterName(labels.path(Pods.CLUSTER).asText()));
    }
    return names;
  }

  private static String name(JsonNode pod) {
    return pod.at("/metadata/name").asText();
  }

  private static boolean isOver(JsonNode pod) {
    var phase = pod.at("/status/phase").asText();
    return phase.equals("Failed") || phase.equals("Succeeded");
  }

  private static boolean isGoing(JsonNode pod) {
    return pod.at("/metadata").has("deletionTimestamp");
  }

  /** What Kubernetes itself gives as the reason why the pod does not get anywhere. */
  private static String trouble(String name, JsonNode pod) {
    for (var container : pod.at("/status/containerStatuses")) {
      var waiting = container.at("/state/waiting");
      var reason = waiting.path("reason").asText();
      if (!reason.isEmpty() && !reason.equals("ContainerCreating")) {
        return "pod %s: %s %s".formatted(name, reason, waiting.path("message").asText()).strip();
      }
    }
    for (var condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals("PodScheduled")
          && condition.path("status").asText().equals("False")) {
        return "pod %s: %s".formatted(name, condition.path("message").asText());
      }
    }
    return isOver(pod) ? "pod %s ended".formatted(name) : "";
  }

  @Override
  public void close() {
    pods.close();
  }
}
