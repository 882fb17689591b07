package io.sampo.worker.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.ContentHash;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToLibrary.Answer;
import io.sampo.protocol.ToLibrary.Fetch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that are honest, false, silent or empty, on one node. */
class LibrariesTest {

  private static final byte[] BYTES = bytes(300_000);
  private static final ContentHash HASH = ContentHash.of(BYTES);
  private static final ShelfSettings SETTINGS =
      new ShelfSettings(1 << 20, Duration.ofMillis(200), Duration.ofSeconds(2));

  @TempDir Path folder;

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider = local")
              .withFallback(ConfigFactory.load()));

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void a_false_library_is_found_out_and_another_delivers() throws Exception {
    library(LibrariesTest::falsely);
    library(LibrariesTest::honestly);
    library(LibrariesTest::falsely);

    assertThatItIsFetched();
  }

  @Test
  void what_has_another_hash_is_refused_if_nobody_has_better() throws Exception {
    library(LibrariesTest::falsely);

    assertThatThrownBy(() -> shelf().hold(List.of(HASH)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(HASH.hex())
        .hasMessageContaining("its bytes have another hash");
  }

  @Test
  void a_library_that_falls_silent_in_the_middle_is_replaced() throws Exception {
    for (var number = 0; number < 3; number++) {
      var answers = new AtomicInteger();
      library(fetch -> answers.incrementAndGet() > 2 ? null : honestly(fetch));
    }

    assertThatItIsFetched();
  }

  @Test
  void a_library_that_contradicts_the_others_is_left_out() throws Exception {
    library(fetch -> new Answer.Chunk(HASH, fetch.offset(), new byte[10], 1_000_000));
    library(LibrariesTest::honestly);
    library(fetch -> new Answer.Chunk(HASH, 7, new byte[10], BYTES.length));
    library(fetch -> new Answer.Chunk(HASH, fetch.offset(), new byte[0], BYTES.length));

    assertThatItIsFetched();
  }

  @Test
  void what_no_library_has_is_missing_at_once_and_says_where() throws Exception {
    library(fetch -> new Answer.Missing(fetch.hash(), "never stored"));
    library(fetch -> new Answer.Missing(fetch.hash(), "never stored"));

    assertThatThrownBy(() -> shelf().hold(List.of(HASH)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file " + HASH + " is not to be had: [pekko://")
        .hasMessageContaining("never stored");
  }

  @Test
  void where_there_is_no_library_it_is_waited_for_as_long_as_the_settings_say() throws Exception {
    assertThatThrownBy(() -> shelf().hold(List.of(HASH)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("within PT2S: no coordinator is known");
  }

  @Test
  void an_empty_file_is_fetched_too() throws Exception {
    var nothing = ContentHash.of(new byte[0]);
    library(fetch -> new Answer.Chunk(fetch.hash(), 0, new byte[0], 0));
    var shelf = shelf();

    try (var _ = shelf.hold(List.of(nothing))) {
      assertThat(shelf.path(nothing)).isEmptyFile();
    }
  }

  private void assertThatItIsFetched() throws Exception {
    var shelf = shelf();
    try (var _ = shelf.hold(List.of(HASH))) {
      assertThat(shelf.path(HASH)).hasBinaryContent(BYTES);
    }
  }

  private Shelf shelf() throws IOException {
    return new Shelf(folder, SETTINGS.bytesMax(), new Libraries(kit.system(), SETTINGS));
  }

  private void library(Function<Fetch, @Nullable Answer> answers) {
    var library =
        kit.<ToLibrary>spawn(
            Behaviors.receiveMessage(message -> {
              var fetch = (Fetch) message;
              var answer = answers.apply(fetch);
              if (answer != null) {
                fetch.replyTo().tell(answer);
              }
              return Behaviors.same();
            }));
    var probe = kit.<Receptionist.Registered>createTestProbe();
    kit.system().receptionist().tell(Receptionist.register(ToLibrary.KEY, library, probe.getRef()));
    probe.receiveMessage();
  }

  private static Answer honestly(Fetch fetch) {
    return chunk(fetch, BYTES);
  }

  private static Answer falsely(Fetch fetch) {
    var bytes = BYTES.clone();
    bytes[bytes.length - 1]++;
    return chunk(fetch, bytes);
  }

  private static Answer chunk(Fetch fetch, byte[] whole) {
    var from = (int) fetch.offset();
    var to = Math.min(whole.length, from + ToLibrary.CHUNK_BYTES_MAX);
    return new Answer.Chunk(fetch.hash(), from, Arrays.copyOfRange(whole, from, to), whole.length);
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new SplittableRandom(1).nextBytes(bytes);
    return bytes;
  }
}
