package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import io.sampo.config.NodeSetup.Journal;
import io.sampo.config.NodeSetup.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads what a node of a cluster is out of {@code sampo.node}, {@code .cluster}, {@code .journal}.
 */
final class NodeReader {

  static final String SEEDS = "sampo.cluster.seeds";

  private final Config config;
  private final Function<String, String> place;

  /**
   * A reader.
   *
   * @param place says of a key where its value stands
   */
  NodeReader(Config config, Function<String, String> place) {
    this.config = config;
    this.place = place;
  }

  NodeSetup read() {
    var roles = new LinkedHashSet<Role>();
    for (var word : words("sampo.node.roles")) {
      roles.add(word(Role.values(), Role::word, "sampo.node.roles", word));
    }
    var kind = config.getString("sampo.journal.kind");
    try {
      return new NodeSetup(
          config.getString("sampo.node.name"),
          roles,
          config.getString("sampo.node.host"),
          config.getInt("sampo.node.port"),
          words(SEEDS),
          word(
              Journal.values(),
              one -> one.name().toLowerCase(Locale.ROOT),
              "sampo.journal.kind",
              kind));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new SettingsException(
          "%s: a node of a cluster: %s".formatted(place.apply("sampo.node.name"), e.getMessage()));
    }
  }

  /** A list, or one text with commas as an option or variable has it. */
  private List<String> words(String key) {
    return config.getValue(key).valueType() == ConfigValueType.LIST
        ? config.getStringList(key)
        : Stream.of(config.getString(key).split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  private <T> T word(T[] all, Function<T, String> name, String key, String word) {
    return Stream.of(all)
        .filter(one -> name.apply(one).equals(word))
        .findFirst()
        .orElseThrow(() ->
            new SettingsException(
                "%s: %s = %s (expected: %s)"
                    .formatted(
                        place.apply(key),
                        key,
                        word,
                        String.join(", ", Stream.of(all).map(name).toList()))));
  }
}
