package io.sampo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final Nearest FIRST_OF_BLOCK =
      (word, words) ->
          words.stream()
              .filter(key -> key.startsWith(word.substring(0, 15)))
              .findFirst()
              .orElse(null);

  @TempDir private Path folder;

  @Test
  void without_any_source_the_defaults_are_those_of_the_manual() {
    var settings = read(null, Map.of(), Map.of(), Map.of());

    assertThat(settings.worker())
        .isEqualTo(new Workers(Workers.autoSlots(Runtime.getRuntime().availableProcessors()), 1));
    assertThat(settings.task()).isEqualTo(new TaskSettings(Duration.ofSeconds(30), 256L << 20));
    assertThat(settings.entries()).extracting(Settings.Entry::origin).containsOnly("default");
  }

  @Test
  void passwords_and_tokens_are_never_shown() {
    var url = "jdbc:postgresql://h/d?user=u&password=hunter2&ssl=true";

    assertThat(shown("sampo.journal.postgres.password", "hunter2")).isEqualTo("******");
    assertThat(shown("sampo.journal.postgres.password", "")).isEmpty();
    assertThat(shown("sampo.any.api-token", "hunter2")).isEqualTo("******");
    assertThat(shown("sampo.journal.postgres.url", url))
        .isEqualTo("jdbc:postgresql://h/d?user=u&password=******&ssl=true");
    assertThat(shown("sampo.journal.postgres.password-file", "/f")).isEqualTo("/f");
  }

  private static String shown(String key, String value) {
    return new Settings.Entry(key, value, "default").shown();
  }

  @Test
  void automatic_slots_are_twice_the_processors_and_at_least_4() {
    assertThat(Workers.autoSlots(1)).isEqualTo(4);
    assertThat(Workers.autoSlots(8)).isEqualTo(16);
    assertThat(Workers.autoSlots(100_000)).isEqualTo(1_000);
  }

  @Test
  void a_file_wins_over_a_default_a_property_over_a_file_an_option_and_the_environment_over_all()
      throws IOException {
    var file = file("sampo.worker { slots = 1, count = 1 }\nsampo.task.grace = 1s\n");

    var all =
        read(
            file,
            Map.of("sampo.worker.slots", "2", "sampo.worker.count", "2", "java.home", "/x"),
            Map.of("sampo.worker.slots", "3"),
            Map.of("SAMPO_WORKER_SLOTS", "4", "SAMPO_DATA", "/elsewhere"));

    assertThat(all.worker()).isEqualTo(new Workers(4, 2));
    assertThat(all.task().grace()).isEqualTo(Duration.ofSeconds(1));
    assertThat(all.entries())
        .contains(
            new Settings.Entry("sampo.task.grace", "1s", file + ":2"),
            new Settings.Entry("sampo.task.log-bytes-max", "256MiB", "default"),
            new Settings.Entry("sampo.worker.count", "2", "system property"),
            new Settings.Entry(
                "sampo.worker.slots", "4", "environment variable SAMPO_WORKER_SLOTS"));
  }

  @Test
  void an_option_wins_over_a_property() {
    var settings =
        read(null, Map.of("sampo.worker.slots", "2"), Map.of("sampo.worker.slots", "3"), Map.of());

    assertThat(settings.worker().slots()).isEqualTo(3);
  }

  @Test
  void how_often_runs_are_kept_is_a_setting() {
    var every = "sampo.run-snapshots.every";

    var settings = read(null, Map.of(), Map.of(every, "7"), Map.of());

    assertThat(settings.config().getInt(every)).isEqualTo(7);
  }

  @Test
  void an_unknown_key_is_refused_with_its_place_and_the_nearest_name() throws IOException {
    var file = file("\nsampo.worker.slot = 3\n");

    assertThatThrownBy(() -> read(file, Map.of(), Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file
                + ":2: sampo.worker.slot is no setting (did you mean 'sampo.worker.slots'?);"
                + " 'config print' shows those there are");
  }

  @Test
  void a_block_in_the_place_of_a_value_is_refused() {
    assertThatThrownBy(() -> read(null, Map.of(), Map.of("sampo.worker.slots.max", "3"), Map.of()))
        .hasMessageStartingWith("command line: sampo.worker.slots.max is no setting");
  }

  @Test
  void what_the_launcher_says_about_the_terminal_is_no_setting() {
    var settings = read(null, Map.of("sampo.stderr.terminal", "true"), Map.of(), Map.of());

    assertThat(settings.entries())
        .extracting(Settings.Entry::key)
        .doesNotContain("sampo.stderr.terminal");
  }

  @Test
  void a_bad_value_names_itself_its_place_and_what_is_expected() throws IOException {
    assertThatThrownBy(() -> read(file("sampo.worker.slots = many"), Map.of(), Map.of(), Map.of()))
        .hasMessageEndingWith(
            "sampo.conf:1: sampo.worker.slots = many (expected: auto, or 1 to 1000)");
    assertThatThrownBy(() -> read(null, Map.of(), Map.of(), Map.of("SAMPO_WORKER_COUNT", "0")))
        .hasMessage(
            "environment variable SAMPO_WORKER_COUNT: sampo.worker.count = 0"
                + " (expected: 1 to 100)");
    assertThatThrownBy(
            () -> read(null, Map.of(), Map.of("sampo.task.log-bytes-max", "1"), Map.of()))
        .hasMessageContaining("sampo.task.log-bytes-max = 1 (expected: a size of 1MiB");
    assertThatThrownBy(() -> read(null, Map.of(), Map.of("sampo.task.grace", "-1s"), Map.of()))
        .hasMessageContaining("sampo.task.grace = -1s (expected: a time");
  }

  @Test
  void a_file_that_is_not_there_or_no_hocon_is_refused() throws IOException {
    var broken = file("sampo.worker {");

    assertThatThrownBy(() -> read(folder.resolve("none"), Map.of(), Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none (expected: a file that can be read)");
    assertThatThrownBy(() -> read(broken, Map.of(), Map.of(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("sampo.conf: 1");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("sampo.conf"), text);
  }

  private static Settings read(
      @Nullable Path file,
      Map<String, String> properties,
      Map<String, String> options,
      Map<String, String> environment) {
    return Settings.read(new Sources(file, properties, options, environment), FIRST_OF_BLOCK);
  }
}
