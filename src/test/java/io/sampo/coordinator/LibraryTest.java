package io.sampo.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sampo.artifact.FolderArtifactStore;
import io.sampo.model.ContentHash;
import io.sampo.protocol.LoopbackNode;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToLibrary.Answer;
import io.sampo.protocol.ToLibrary.Fetch;
import io.sampo.protocol.ToLibrary.Kind;
import io.sampo.worker.shelf.Libraries;
import io.sampo.worker.shelf.Shelf;
import io.sampo.worker.shelf.ShelfSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library of a node, asked by another over the network. */
class LibraryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final List<ActorTestKit> nodes = new ArrayList<>();
  private final Map<ContentHash, byte[]> definitions = new HashMap<>();
  private FolderArtifactStore files;

  @BeforeEach
  void open() throws IOException {
    files = new FolderArtifactStore(folder.resolve("files"));
  }

  @AfterEach
  void shutDown() {
    nodes.parallelStream().forEach(ActorTestKit::shutdownTestKit);
  }

  @Test
  void files_and_definitions_are_lent_piece_by_piece() throws Exception {
    var node = node();
    var library =
        node.spawn(Library.create(hash -> Objects.requireNonNull(definitions.get(hash)), files));
    var file = bytes(150_000);
    var definition = bytes(70_000);
    definitions.put(ContentHash.of(definition), definition);

    assertThat(whole(node, library, Kind.FILE, files.put(file))).isEqualTo(file);
    assertThat(whole(node, library, Kind.DEFINITION, ContentHash.of(definition)))
        .isEqualTo(definition);
  }

  @Test
  void what_is_not_there_is_missing_and_the_next_request_is_answered() throws Exception {
    var node = node();
    var library = node.spawn(Library.create(hash -> nothing(hash), files));
    var hash = ContentHash.of(new byte[1]);

    assertThat(ask(node, library, new Asked(Kind.FILE, hash, 0)))
        .isInstanceOfSatisfying(
            Answer.Missing.class,
            missing -> assertThat(missing.reason()).contains("was never stored here"));
    assertThat(ask(node, library, new Asked(Kind.DEFINITION, hash, 0)))
        .isEqualTo(new Answer.Missing(hash, "no definition " + hash));
    assertThat(ask(node, library, new Asked(Kind.FILE, files.put(new byte[1]), 0)))
        .isInstanceOf(Answer.Chunk.class);
  }

  /** Two nodes lend; whichever of them sends the fifth piece ends before it sends the sixth. */
  @Test
  void a_node_that_ends_in_the_middle_of_a_file_is_replaced_by_another() throws Exception {
    var file = bytes(2_000_000);
    var hash = ContentHash.of(file);
    var sent = new AtomicInteger();
    var first = node();
    var second = node();
    for (var node : List.of(first, second)) {
      register(node, mortal(node, file, sent));
    }
    var worker = node();
    form(first, second, worker);
    var settings = new ShelfSettings(1 << 22, Duration.ofMillis(500), PATIENCE);
    var shelf =
        new Shelf(folder.resolve("shelf"), 1 << 22, new Libraries(worker.system(), settings));

    try (var _ = shelf.hold(List.of(hash))) {
      assertThat(shelf.path(hash)).hasBinaryContent(file);
    }

    assertThat(sent).hasValueGreaterThan(file.length / ToLibrary.CHUNK_BYTES_MAX);
    await()
        .atMost(PATIENCE)
        .until(() -> List.of(first, second).stream().filter(LibraryTest::isEnding).count() == 1);
    assertThatThrownBy(() -> shelf.path(hash)).isInstanceOf(IOException.class);
  }

  private static boolean isEnding(ActorTestKit node) {
    return node.system().getWhenTerminated().toCompletableFuture().isDone();
  }

  private static Behavior<ToLibrary> mortal(ActorTestKit node, byte[] file, AtomicInteger asked) {
    return Behaviors.receiveMessage(message -> {
      if (asked.incrementAndGet() == 6) {
        node.system().terminate();
      } else {
        var fetch = (Fetch) message;
        fetch.replyTo().tell(piece(fetch, file));
      }
      return Behaviors.same();
    });
  }

  private static Answer piece(Fetch fetch, byte[] file) {
    var from = (int) fetch.offset();
    var to = Math.min(file.length, from + ToLibrary.CHUNK_BYTES_MAX);
    return new Answer.Chunk(fetch.hash(), from, Arrays.copyOfRange(file, from, to), file.length);
  }

  private static void register(ActorTestKit node, Behavior<ToLibrary> behavior) {
    node.system().receptionist().tell(Receptionist.register(ToLibrary.KEY, node.spawn(behavior)));
  }

  private static void form(ActorTestKit... members) {
    var first = Cluster.get(members[0].system());
    for (var member : members) {
      Cluster.get(member.system()).manager().tell(Join.create(first.selfMember().address()));
    }
    await()
        .atMost(PATIENCE)
        .until(() ->
            List.of(members).stream().allMatch(member -> upMembers(member) == members.length));
  }

  private static long upMembers(ActorTestKit node) {
    var up = 0L;
    for (var member : Cluster.get(node.system()).state().getMembers()) {
      up += member.status().toString().equals("Up") ? 1 : 0;
    }
    return up;
  }

  private ActorTestKit node() {
    var node = ActorTestKit.create("library-test", LoopbackNode.CONFIG);
    nodes.add(node);
    return node;
  }

  private record Asked(Kind kind, ContentHash hash, long offset) {}

  private static Answer ask(ActorTestKit node, ActorRef<ToLibrary> library, Asked asked) {
    var probe = node.createTestProbe(Answer.class);
    library.tell(new Fetch(asked.kind(), asked.hash(), asked.offset(), probe.getRef()));
    return probe.receiveMessage();
  }

  private static byte[] whole(
      ActorTestKit node, ActorRef<ToLibrary> library, Kind kind, ContentHash hash) {
    var whole = new ByteArrayOutputStream();
    while (true) {
      var chunk = (Answer.Chunk) ask(node, library, new Asked(kind, hash, whole.size()));
      assertThat(chunk.offset()).isEqualTo(whole.size());
      if (chunk.bytes().length == 0) {
        assertThat(whole.size()).isEqualTo((int) chunk.total());
        return whole.toByteArray();
      }
      whole.writeBytes(chunk.bytes());
    }
  }

  private static byte[] nothing(ContentHash hash) {
    throw new IllegalStateException("no definition " + hash);
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }
}
