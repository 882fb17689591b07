package io.sampo.protocol.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.Message;
import io.sampo.protocol.shape.Shapes;
import io.sampo.protocol.wire.WireModule.Codec;
import io.sampo.protocol.wire.WireModule.Nested;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;

/** The format without an actor system: there is one actor, and events are written as they are. */
final class Wires {

  static final ActorRef<?> ACTOR = TestInbox.<Object>create("anna").getRef();

  static final WireFormat FORMAT =
      new WireFormat(
          new Codec() {

            private final ObjectMapper events = Shapes.applyTo(CBORMapper.builder()).build();

            @Override
            public String path(ActorRef<?> actor) {
              return actor.path().name();
            }

            @Override
            public ActorRef<?> actor(String path) {
              return ACTOR;
            }

            @Override
            public Nested nested(RunEvent event) {
              try {
                var bytes = events.writeValueAsBytes(event);
                return new Nested(1701, event.getClass().getSimpleName(), bytes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }

            @Override
            public RunEvent event(Nested nested) throws IOException {
              var type =
                  kinds(RunEvent.class)
                      .filter(kind -> kind.getSimpleName().equals(nested.manifest()))
                      .findFirst()
                      .orElseThrow();
              return (RunEvent) events.readValue(nested.bytes(), type);
            }
          });

  private static final ObjectMapper TREES =
      Shapes.applyTo(JsonMapper.builder())
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private Wires() {}

  static boolean isCbor(String manifest) {
    return WireFormat.isCbor(Objects.requireNonNull(Manifests.type(manifest)));
  }

  /** For people: a message without actors and events. */
  static JsonNode tree(Message message) {
    return TREES.valueToTree(message);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Wires::kinds)
        : Stream.of(type);
  }
}
