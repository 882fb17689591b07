package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sources of settings, one lying over the other, and which keys exist at all. */
final class Layers {

  private static final String OWN = "sampo.";
  private static final String PEKKO = "pekko.";

  /** What scripts/sampo tells the JVM about its surroundings; no settings. */
  private static final Set<String> OF_LAUNCHER =
      Set.of(
          "sampo.home",
          "sampo.stdout.terminal",
          "sampo.stderr.terminal",
          "sampo.terminal.columns",
          "sampo.terminal.rows");

  private final Config reference;
  private final Set<String> known;
  private final List<Config> overrides = new ArrayList<>();

  private Layers(Config reference) {
    this.reference = reference;
    this.known = new TreeSet<>(ownKeys(reference));
  }

  /** Reads every source, and refuses keys that do not exist. */
  static Layers read(Sources sources, Nearest nearest) {
    var layers = new Layers(ConfigFactory.defaultReferenceUnresolved());
    layers.overrides.add(file(sources.file()));
    layers.overrides.add(properties(sources.properties()));
    layers.overrides.add(map(sources.options(), "command line"));
    layers.overrides.add(layers.environment(sources.environment()));
    for (var layer : layers.overrides) {
      layers.refuseUnknown(layer, nearest);
    }
    return layers;
  }

  /** All of them as one. */
  Config effective() {
    var all = reference;
    for (var layer : overrides) {
      all = layer.withFallback(all);
    }
    try {
      return all.resolve();
    } catch (ConfigException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  /** Every key of ours, sorted. */
  Set<String> known() {
    return known;
  }

  /** Where the value of {@code key} comes from, in words. */
  String origin(String key) {
    for (var layer : overrides.reversed()) {
      if (layer.hasPathOrNull(key)) {
        return origin(layer, key);
      }
    }
    return "default";
  }

  private static String origin(Config layer, String key) {
    var origin = layer.getValue(key).origin();
    @Nullable String file = origin.filename();
    return file == null ? origin.description() : file + ":" + origin.lineNumber();
  }

  private void refuseUnknown(Config layer, Nearest nearest) {
    for (var key : ownKeys(layer)) {
      if (!known.contains(key)) {
        var near = nearest.to(key, known);
        var hint = near == null ? "" : " (did you mean '%s'?)".formatted(near);
        throw new SettingsException(
            "%s: %s is no setting%s; 'config print' shows those there are"
                .formatted(origin(layer, key), key, hint));
      }
    }
  }

  private static Config file(@Nullable Path file) {
    if (file == null) {
      return ConfigFactory.empty();
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new SettingsException(
          "--config: %s (expected: a file that can be read)".formatted(file));
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new SettingsException(String.valueOf(e.getMessage()));
    }
  }

  private static Config properties(Map<String, String> properties) {
    var relevant = new TreeMap<>(properties);
    relevant.keySet().removeIf(key -> !key.startsWith(OWN) && !key.startsWith(PEKKO));
    relevant.keySet().removeAll(OF_LAUNCHER);
    return map(relevant, "system property");
  }

  private Config environment(Map<String, String> environment) {
    var all = ConfigFactory.empty();
    for (var key : known) {
      var name = key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      var value = environment.get(name);
      if (value != null) {
        all = all.withFallback(map(Map.of(key, value), "environment variable " + name));
      }
    }
    return all;
  }

  private static Config map(Map<String, String> values, String origin) {
    try {
      return ConfigFactory.parseMap(values, origin);
    } catch (ConfigException e) {
      throw new SettingsException("%s: %s".formatted(origin, e.getMessage()));
    }
  }

  private static Set<String> ownKeys(Config config) {
    var keys = new TreeSet<String>();
    for (var entry : config.root().entrySet()) {
      if (entry.getKey().equals("sampo")) {
        entry.getValue().atKey("sampo").entrySet().forEach(leaf -> keys.add(leaf.getKey()));
      }
    }
    return keys;
  }
}
