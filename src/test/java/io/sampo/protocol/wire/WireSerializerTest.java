package io.sampo.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.sampo.model.Now;
import io.sampo.protocol.Message;
import io.sampo.protocol.Progress;
import io.sampo.protocol.ToRun;
import io.sampo.run.RunEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The format as Pekko uses it, with actors and events that are real. */
class WireSerializerTest {

  /** What Artery takes, less what it puts around a message. */
  private static final int FRAME_BYTES_MAX = 256 * 1024 - 4 * 1024;

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor { provider = local, allow-java-serialization = off }
                  """)
              .withFallback(ConfigFactory.load()));

  private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  static List<Class<? extends Message>> types() {
    return Manifests.all().stream()
        .<Class<? extends Message>>map(name -> Objects.requireNonNull(Manifests.type(name)))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void pekko_finds_the_serializer_by_the_message_and_by_its_number(Class<? extends Message> type) {
    var actor = KIT.createTestProbe().getRef();
    for (var seed = 0; seed < 20; seed++) {
      var message = Drawn.message(type, seed, actor);

      var serializer = SERIALIZATION.findSerializerFor(message);
      var manifest = Serializers.manifestFor(serializer, message);
      var bytes = SERIALIZATION.serialize(message).get();
      var read = SERIALIZATION.deserialize(bytes, 1710, manifest).get();

      assertThat(serializer.identifier()).isEqualTo(1710);
      WireFormatTest.assertEqual(read, message, seed);
    }
  }

  @Test
  void an_event_travels_as_it_lies_in_the_journal() {
    var event = new RunEvent.TakenOver(new Now(1, 2), 3, "n");
    var stored = SERIALIZATION.serialize(event).get();

    var sent = SERIALIZATION.serialize(new Progress.Written(1, List.of(event))).get();

    assertThat(indexOf(stored, sent)).isPositive();
  }

  @Test
  void an_actor_is_told_through_the_reference_that_arrived() {
    var probe = KIT.createTestProbe(ToRun.Answer.class);
    var bytes = SERIALIZATION.serialize(new ToRun.Hold(probe.getRef())).get();

    var read = (ToRun.Hold) SERIALIZATION.deserialize(bytes, 1710, "run-hold:1").get();
    read.replyTo().tell(new ToRun.Answer.Accepted());

    probe.expectMessage(new ToRun.Answer.Accepted());
  }

  @Test
  void a_message_at_its_limits_fits_a_frame() {
    var actor = KIT.createTestProbe(ToRun.Answer.class).getRef();
    for (var message : Largest.messages(actor)) {
      var bytes = SERIALIZATION.serialize(message).get();

      assertThat(bytes).as(message.getClass().getName()).hasSizeLessThan(FRAME_BYTES_MAX);
    }
  }

  private static int indexOf(byte[] part, byte[] whole) {
    for (var at = 0; at + part.length <= whole.length; at++) {
      if (Arrays.equals(part, 0, part.length, whole, at, at + part.length)) {
        return at;
      }
    }
    return -1;
  }
}
