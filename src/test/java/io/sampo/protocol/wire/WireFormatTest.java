package io.sampo.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.protocol.Message;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.run.RunCommand;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireFormatTest {

  private static final int SEEDS = 50;

  static Collection<String> manifests() {
    return Manifests.all();
  }

  static Collection<String> cborManifests() {
    return Manifests.all().stream().filter(Wires::isCbor).toList();
  }

  static Collection<String> packedManifests() {
    return Manifests.all().stream().filter(manifest -> !Wires.isCbor(manifest)).toList();
  }

  @Test
  void every_message_has_a_name_on_the_wire() throws Exception {
    var named = Manifests.all().stream().<Class<?>>map(Manifests::type);

    assertThat(records()).containsExactlyInAnyOrderElementsOf(named.toList());
  }

  /** Every record of the package, whether it says that it is a message or not. */
  private static List<Class<?>> records() throws Exception {
    var name = Message.class.getPackageName();
    var root = Path.of(Message.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var records = new ArrayList<Class<?>>();
    try (var files = Files.list(root.resolve(name.replace('.', '/')))) {
      for (var file : files.map(file -> file.getFileName().toString()).toList()) {
        if (file.endsWith(".class") && !file.startsWith("package-info")) {
          var type = Class.forName(name + "." + file.substring(0, file.lastIndexOf('.')));
          if (type.isRecord()) {
            records.add(type);
          }
        }
      }
    }
    return records;
  }

  /** Whatever the values: what is read is what was written. The seed is in the message. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("manifests")
  void a_message_is_read_as_it_was_written(String manifest) throws IOException {
    var type = Objects.requireNonNull(Manifests.type(manifest));
    for (var seed = 0; seed < SEEDS; seed++) {
      var message = Drawn.message(type, seed, Wires.ACTOR);

      var read = Wires.FORMAT.decode(Wires.FORMAT.encode(message), manifest);

      assertEqual(read, message, seed);
    }
  }

  /** Also by a release that knows more components: those are null then. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cborManifests")
  void golden_bytes_mean_what_they_did(String manifest) throws IOException {
    var golden = GoldenMessages.bytes(manifest);

    var read = Wires.FORMAT.decode(golden, manifest);

    assertThat(withoutNulls(GoldenMessages.tree(Wires.FORMAT.encode(read))))
        .isEqualTo(withoutNulls(GoldenMessages.tree(golden)));
    assertThat(GoldenMessages.json(manifest, golden)).isEqualTo(GoldenMessages.text(manifest));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packedManifests")
  void bytes_by_hand_are_golden_to_the_last(String manifest) throws IOException {
    var golden = GoldenMessages.bytes(manifest);

    assertThat(Wires.FORMAT.encode(Wires.FORMAT.decode(golden, manifest))).isEqualTo(golden);
    assertThat(GoldenMessages.json(manifest, golden)).isEqualTo(GoldenMessages.text(manifest));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cborManifests")
  void what_a_newer_release_adds_is_passed_over(String manifest) throws IOException {
    var message = Wires.FORMAT.decode(GoldenMessages.bytes(manifest), manifest);
    var tree = GoldenMessages.tree(GoldenMessages.bytes(manifest));
    addEverywhere(tree);

    var read = Wires.FORMAT.decode(new CBORMapper().writeValueAsBytes(tree), manifest);

    assertEqual(read, message, 0);
  }

  /** Arrays of bytes are equal to none but themselves. */
  static void assertEqual(Object read, Message message, int seed) {
    if (message instanceof ToLibrary.Answer.Chunk) {
      assertThat(read).as("seed %d", seed).usingRecursiveComparison().isEqualTo(message);
    } else {
      assertThat(read).as("seed %d", seed).isEqualTo(message);
    }
  }

  @Test
  void in_a_list_a_newer_release_adds_at_the_end() throws IOException {
    var json = "{\"worker\":[\"w\",1,\"new\"],\"reason\":\"gone\"}";

    var read = Wires.FORMAT.decode(cbor(json), "run-worker-lost:1");

    assertThat(read).isEqualTo(new ToRun.WorkerLost(new WorkerId("w", 1), "gone"));
  }

  @Test
  void what_an_older_release_does_not_know_is_null_if_it_may_be() throws IOException {
    var read = Wires.FORMAT.decode(cbor("{\"task\":1,\"replyTo\":\"anna\"}"), "run-ask-values:1");

    assertThat(read).extracting("after").isNull();
  }

  @Test
  void a_message_that_lacks_something_is_refused() throws IOException {
    for (var part : List.of("{\"reason\":\"gone\"}", "{\"worker\":[\"w\",1]}", "{\"worker\":[]}")) {
      var bytes = cbor(part);

      assertThatThrownBy(() -> Wires.FORMAT.decode(bytes, "run-worker-lost:1"))
          .as(part)
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("run-worker-lost:1");
    }
  }

  @Test
  void an_unknown_name_is_refused_by_that_name() {
    for (var manifest : List.of("run-ask:2", "", ToRun.Ask.class.getName())) {
      assertThatThrownBy(() -> Wires.FORMAT.decode(new byte[0], manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("\"" + manifest + "\"")
          .hasMessageContaining("run-ask:1");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manifests")
  void bytes_that_are_cut_or_too_long_are_refused(String manifest) throws IOException {
    var golden = GoldenMessages.bytes(manifest);
    for (var length = 0; length < golden.length; length += 1 + golden.length / 200) {
      var cut = Arrays.copyOf(golden, length);
      assertThatThrownBy(() -> Wires.FORMAT.decode(cut, manifest))
          .isInstanceOf(NotSerializableException.class);
    }
    assertThatThrownBy(
            () -> Wires.FORMAT.decode(Arrays.copyOf(golden, golden.length + 1), manifest))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void numbers_that_make_no_sense_are_refused() throws IOException {
    var tree = (ObjectNode) GoldenMessages.tree(GoldenMessages.bytes("dispatcher-has:1"));
    ((ObjectNode) tree.get("status")).put("slots", -1);
    var bytes = new CBORMapper().writeValueAsBytes(tree);

    assertThatThrownBy(() -> Wires.FORMAT.decode(bytes, "dispatcher-has:1"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("slots: -1 (expected: 0 to 100000)");
  }

  /**
   * A method called isX or getX would be sent, and never read, if it were taken for a component.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cborManifests")
  void nothing_is_sent_but_components(String manifest) throws IOException {
    var type = Objects.requireNonNull(Manifests.type(manifest));
    var components =
        Arrays.stream(type.getRecordComponents()).map(component -> component.getName()).toList();

    var names = GoldenMessages.tree(GoldenMessages.bytes(manifest)).fieldNames();

    assertThat(names).toIterable().isSubsetOf(components);
  }

  @Test
  void variants_keep_their_names() throws IOException {
    assertThat(names(RunCommand.Wish.class, "run-ask:1", "/wish/0"))
        .containsExactlyInAnyOrder("submit", "stop", "cancel_task", "mark", "repair");
  }

  /** The text at {@code pointer} in messages of chance, as many that every variant is there. */
  private static Set<String> names(Class<?> sealed, String manifest, String pointer)
      throws IOException {
    var names = new TreeSet<String>();
    var type = Objects.requireNonNull(Manifests.type(manifest));
    for (var seed = 0; seed < 6 * SEEDS; seed++) {
      var tree = GoldenMessages.tree(Wires.FORMAT.encode(Drawn.message(type, seed, Wires.ACTOR)));
      if (tree.at(pointer).isTextual()) {
        names.add(tree.at(pointer).asText());
      }
    }
    assertThat(names.size()).isGreaterThanOrEqualTo(sealed.getPermittedSubclasses().length);
    return names;
  }

  @Test
  void a_settled_fence_takes_a_few_bytes() {
    var plain = orders(List.of());
    var settled = orders(List.of(new Settled(1_000_000, Settled.NO_RETRY)));

    assertThat(Wires.FORMAT.encode(settled).length - Wires.FORMAT.encode(plain).length)
        .isLessThan(10);
  }

  private static ToWorker.Orders orders(List<Settled> settled) {
    return new ToWorker.Orders(
        new RunOrders(
            new RunId(1), new WorkerId("w", 1), 1, 0, 0, List.of(), settled, List.of(), false),
        "job",
        Largest.submission(0, 0));
  }

  private static void addEverywhere(JsonNode tree) {
    if (tree instanceof ContainerNode<?> container) {
      container.forEach(WireFormatTest::addEverywhere);
    }
    if (tree instanceof ObjectNode object && !isMap(object)) {
      object.putObject("added").putArray("later").add(1);
    }
  }

  /** Drawn maps have names that are no names of components. */
  private static boolean isMap(ObjectNode object) {
    var names = object.properties().stream().map(one -> one.getKey()).toList();
    return names.isEmpty()
        || names.stream().anyMatch(name -> !name.matches("[a-z][a-zA-Z]*"))
        || names.stream().allMatch(name -> name.length() < 3);
  }

  private static JsonNode withoutNulls(JsonNode tree) {
    switch (tree) {
      case ObjectNode object -> {
        object.properties().removeIf(one -> one.getValue().isNull());
        object.forEach(WireFormatTest::withoutNulls);
      }
      case ArrayNode array -> {
        for (var at = array.size() - 1; at >= 0; at--) {
          if (array.get(at).isNull()) {
            array.remove(at);
          }
        }
        array.forEach(WireFormatTest::withoutNulls);
      }
      default -> {}
    }
    return tree;
  }

  private static byte[] cbor(String json) throws IOException {
    var tree = new ObjectMapper().readTree(json);
    return new CBORMapper().writeValueAsBytes(tree);
  }
}
