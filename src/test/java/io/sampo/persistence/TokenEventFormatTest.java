package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.sampo.token.TokenEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenEventFormatTest {

  @Test
  void every_kind_of_event_has_a_sample() {
    var kinds =
        Stream.of(TokenEvent.OfSubmission.class, TokenEvent.OfAccess.class)
            .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
            .toList();

    assertThat(Samples.TOKEN_EVENTS).extracting(Object::getClass).hasSameElementsAs(kinds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void golden_bytes_are_read_as_the_event_they_were(String name, TokenEvent event)
      throws IOException {
    var manifest = TokenEventFormat.manifest(event);

    assertThat(TokenEventFormat.decode(GoldenFiles.bytes(name), manifest)).isEqualTo(event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void an_event_is_written_as_its_golden_bytes(String name, TokenEvent event) throws IOException {
    assertThat(TokenEventFormat.encode(event)).isEqualTo(GoldenFiles.bytes(name));
    assertThat(GoldenFiles.json(event)).isEqualTo(GoldenFiles.text(name));
  }

  static List<Object[]> events() {
    return Samples.TOKEN_EVENTS.stream().map(e -> new Object[] {GoldenFiles.name(e), e}).toList();
  }

  @Test
  void an_unknown_name_and_bytes_of_another_shape_are_refused() {
    assertThatThrownBy(() -> TokenEventFormat.decode(new byte[0], "TokenClaimed:2"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("\"TokenClaimed:2\"")
        .hasMessageContaining("TokenClaimed:1");
    assertThatThrownBy(() -> TokenEventFormat.decode(new byte[] {1}, "TokenClaimed:1"))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void pekko_finds_the_serializer_by_the_event_and_by_its_number() {
    var kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    try {
      var serialization = SerializationExtension.get(kit.system());
      for (var event : Samples.TOKEN_EVENTS) {
        var manifest = Serializers.manifestFor(serialization.findSerializerFor(event), event);
        var bytes = serialization.serialize(event).get();

        assertThat(serialization.deserialize(bytes, 1702, manifest).get()).isEqualTo(event);
      }
    } finally {
      kit.shutdownTestKit();
    }
  }
}
