package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunEventFormatTest {

  @Test
  void every_kind_of_event_has_a_sample() {
    var sampled = Samples.EVENTS.stream().map(Object::getClass).collect(Collectors.toSet());

    assertThat(sampled).isEqualTo(Arrays.stream(kinds()).collect(Collectors.toSet()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void golden_bytes_are_read_as_the_event_they_were(String name, RunEvent event)
      throws IOException {
    var manifest = RunEventFormat.manifest(event);

    assertThat(RunEventFormat.decode(GoldenFiles.bytes(name), manifest)).isEqualTo(event);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("events")
  void an_event_is_written_as_its_golden_bytes(String name, RunEvent event) throws IOException {
    assertThat(RunEventFormat.encode(event)).isEqualTo(GoldenFiles.bytes(name));
    assertThat(GoldenFiles.json(event)).isEqualTo(GoldenFiles.text(name));
  }

  static List<Object[]> events() {
    return Samples.EVENTS.stream().map(e -> new Object[] {GoldenFiles.name(e), e}).toList();
  }

  @Test
  void an_unknown_name_or_a_newer_version_is_refused_by_name() {
    for (var manifest :
        List.of("RunEnded:2", "RunPaused:1", "", RunEvent.RunEnded.class.getName())) {
      assertThatThrownBy(() -> RunEventFormat.decode(new byte[0], manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("\"" + manifest + "\"")
          .hasMessageContaining("RunEnded:1");
    }
  }

  @Test
  void bytes_of_another_shape_are_refused() {
    for (var event : Samples.EVENTS) {
      var bytes = RunEventFormat.encode(event);
      for (var length = 0; length < bytes.length; length++) {
        var cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> RunEventFormat.decode(cut, RunEventFormat.manifest(event)))
            .isInstanceOf(NotSerializableException.class);
      }
      var longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> RunEventFormat.decode(longer, RunEventFormat.manifest(event)))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void a_thousand_items_fit_an_event() {
    var started =
        IntStream.range(0, 1_000)
            .mapToObj(task -> new RunEvent.AttemptsStarted.Started(task, 0, 1_000_000L + task))
            .toList();
    var sample = (RunEvent.AttemptsStarted) Samples.EVENTS.get(2);

    var event = new RunEvent.AttemptsStarted(sample.at(), sample.worker(), started);

    assertThat(RunEventFormat.encode(event)).hasSizeLessThan(12_000);
  }

  @Test
  void pekko_finds_the_serializer_by_the_event_and_by_its_number() {
    var kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider = local")
                .withFallback(ConfigFactory.load()));
    try {
      var serialization = SerializationExtension.get(kit.system());
      for (var event : Samples.EVENTS) {
        var serializer = serialization.findSerializerFor(event);
        var manifest = Serializers.manifestFor(serializer, event);
        var bytes = serialization.serialize(event).get();

        assertThat(serializer.identifier()).isEqualTo(1701);
        assertThat(manifest).isEqualTo(RunEventFormat.manifest(event));
        assertThat(serialization.deserialize(bytes, 1701, manifest).get()).isEqualTo(event);
      }
    } finally {
      kit.shutdownTestKit();
    }
  }

  private static Class<?>[] kinds() {
    return kinds(RunEvent.class).toArray(Class<?>[]::new);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RunEventFormatTest::kinds)
        : Stream.of(type);
  }
}
