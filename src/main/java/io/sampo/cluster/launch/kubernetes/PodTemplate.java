package io.sampo.cluster.launch.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.NodeArguments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The pod of a node as far as it is the same for all, to be filled in for each. Sampo fills in its
 * name, its labels and what the container {@code sampo} is told; all else is the template's word.
 */
final class PodTemplate {

  private static final String OWN = "job-worker.yaml";
  private static final String CONTAINER = "sampo";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode pod;
  private final KubernetesSettings settings;

  private PodTemplate(ObjectNode pod, KubernetesSettings settings) {
    this.pod = pod;
    this.settings = settings;
  }

  /**
   * The template that {@code settings} name.
   *
   * @throws IOException if it cannot be read, or is no pod with a container {@code sampo} that is
   *     started once
   */
  static PodTemplate read(KubernetesSettings settings) throws IOException {
    var place = settings.template() == null ? OWN : settings.template().toString();
    var parsed = JSON.<JsonNode>valueToTree(yaml(text(settings), place));
    require(parsed instanceof ObjectNode, place, "a mapping");
    require(parsed.path("kind").asText().equals("Pod"), place, "kind: Pod");
    require(
        parsed.at("/spec/restartPolicy").asText().equals("Never"),
        place,
        "spec.restartPolicy: Never, or a node that ended would be started again for ever");
    var pod = (ObjectNode) parsed;
    require(container(pod) != null, place, "a container with the name sampo");
    return new PodTemplate(pod, settings);
  }

  private static String text(KubernetesSettings settings) throws IOException {
    if (settings.template() != null) {
      return Files.readString(settings.template());
    }
    try (@Nullable InputStream own = PodTemplate.class.getResourceAsStream(OWN)) {
      if (own == null) {
        throw new IOException(OWN + " is missing beside " + PodTemplate.class);
      }
      return new String(own.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Object yaml(String text, String place) throws IOException {
    try {
      return new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new IOException("%s: %s".formatted(place, e.getMessage()), e);
    }
  }

  private static void require(boolean holds, String place, String expected) throws IOException {
    if (!holds) {
      throw new IOException("%s: (expected: %s)".formatted(place, expected));
    }
  }

  /** The pod of node {@code number} of {@code order}. */
  JsonNode fill(LaunchOrder order, int number) {
    var filled = pod.deepCopy();
    var metadata = filled.withObjectProperty("metadata");
    metadata.put("name", order.name().node(number));
    metadata.put("namespace", settings.namespace());
    metadata
        .withObjectProperty("labels")
        .put(Pods.CLUSTER, order.name().value())
        .put("sampo.io/node", Integer.toString(number))
        .put("sampo.io/run", order.order().run().toString());
    var labels = order.order().labels();
    if (!labels.isEmpty()) {
      // Tags are any text; labels of Kubernetes are not.
      metadata
          .withObjectProperty("annotations")
          .put("sampo.io/labels", JSON.valueToTree(new TreeMap<>(labels)).toString());
    }
    var container = Objects.requireNonNull(container(filled));
    if (!settings.image().isEmpty()) {
      container.put("image", settings.image());
    }
    var more = container.path("args").deepCopy();
    var arguments = container.putArray("args");
    NodeArguments.arguments(NodeArguments.settings(order, number)).forEach(arguments::add);
    more.forEach(arguments::add);
    return filled;
  }

  private static @Nullable ObjectNode container(JsonNode pod) {
    for (var container : pod.at("/spec/containers")) {
      if (container.path("name").asText().equals(CONTAINER)) {
        return (ObjectNode) container;
      }
    }
    return null;
  }
}
