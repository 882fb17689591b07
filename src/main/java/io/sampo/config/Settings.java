package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Every setting of this process, read once and checked.
 *
 * @param config all of it, Pekko's included, for what reads its own block
 * @param entries our own, by key
 */
public record Settings(
    Config config, Workers worker, TaskSettings task, ApiSettings api, List<Entry> entries) {

  /**
   * One setting as it is in effect.
   *
   * @param value as it stands in a file
   * @param origin where it comes from, such as {@code node.conf:3} or {@code default}
   */
  public record Entry(String key, String value, String origin) {

    private static final Pattern SECRET = Pattern.compile("(^|.*[.-])(password|secret|token)");
    private static final Pattern IN_URL = Pattern.compile("(?i)((?:password|secret|token)=)[^&]+");
    private static final String MASK = "******";

    /** The value as it may be shown: passwords and tokens are hidden, also those in a URL. */
    public String shown() {
      return SECRET.matcher(key).matches() && !value.isEmpty()
          ? MASK
          : IN_URL.matcher(value).replaceAll("$1" + MASK);
    }
  }

  public Settings {
    entries = List.copyOf(entries);
  }

  /**
   * What the node of a cluster is that these settings describe.
   *
   * @throws SettingsException if they describe none
   */
  public NodeSetup node() {
    return new NodeReader(config, this::place).read();
  }

  /**
   * How long nodes of a cluster wait for each other.
   *
   * @throws SettingsException if one is out of its range
   */
  public ClusterTimes times() {
    return ClusterTimes.of(config);
  }

  /**
   * Whom a worker node works for.
   *
   * @throws SettingsException if these settings do not say that right
   */
  public WorkerPlace workerPlace() {
    return WorkerPlace.of(config);
  }

  /**
   * How nodes are started for runs.
   *
   * @throws SettingsException if a value is wrong
   */
  public JobClusters jobClusters() {
    return JobClusters.of(config, worker.slots());
  }

  /**
   * How nodes prove to each other who they are.
   *
   * @throws SettingsException if a value is wrong
   */
  public TlsSettings tls() {
    return TlsSettings.of(config);
  }

  /**
   * What all nodes of a cluster on this machine have alike, as far as it is not the default: how
   * long they wait for each other, and TLS.
   */
  public Map<String, String> common() {
    var common = new TreeMap<String, String>();
    for (var entry : entries) {
      var key = entry.key();
      var isOf = key.startsWith(ClusterTimes.KEY) || key.startsWith(TlsSettings.KEY);
      if (isOf && !key.equals(NodeReader.SEEDS) && !entry.origin().equals("default")) {
        common.put(key, entry.value());
      }
    }
    tls().files().forEach((key, path) -> common.put(key, path.toAbsolutePath().toString()));
    return common;
  }

  private String place(String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(Entry::origin)
        .findFirst()
        .orElse("default");
  }

  /**
   * The settings that {@code sources} lead to.
   *
   * @param nearest finds the name that an unknown one was meant to be
   * @throws SettingsException if a source cannot be read, or a key or value is wrong
   */
  public static Settings read(Sources sources, Nearest nearest) {
    var layers = Layers.read(sources, nearest);
    var config = layers.effective();
    var reader = new Reader(config, layers);
    var worker = reader.worker();
    var task = reader.task();
    var api = reader.api();
    var entries =
        layers.known().stream()
            .map(key -> new Entry(key, reader.text(key), layers.origin(key)))
            .toList();
    return new Settings(config, worker, task, api, entries);
  }

  /** Reads values, and says of a bad one which it is and where it stands. */
  private record Reader(Config config, Layers layers) {

    Workers worker() {
      var slots = checked("sampo.worker.slots", "auto, or 1 to 1000", this::slots);
      var count =
          checked(
              "sampo.worker.count",
              "1 to 100",
              () -> new Workers(slots, config.getInt("sampo.worker.count")).count());
      return new Workers(slots, count);
    }

    TaskSettings task() {
      var grace =
          checked(
              "sampo.task.grace",
              "a time up to 365 days, such as 30s",
              () -> new TaskSettings(config.getDuration("sampo.task.grace"), 1 << 20).grace());
      return checked(
          "sampo.task.log-bytes-max",
          "a size of 1MiB to 1TiB, such as 256MiB",
          () -> new TaskSettings(grace, config.getBytes("sampo.task.log-bytes-max")));
    }

    /** Its block is checked as a whole: the message names the value and what was expected. */
    ApiSettings api() {
      try {
        return ApiSettings.of(config);
      } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
        throw new SettingsException(ApiSettings.KEY + "." + e.getMessage());
      }
    }

    private int slots() {
      return config.getString("sampo.worker.slots").equals("auto")
          ? Workers.autoSlots(Runtime.getRuntime().availableProcessors())
          : new Workers(config.getInt("sampo.worker.slots"), 1).slots();
    }

    private <T> T checked(String key, String expected, Supplier<T> read) {
      try {
        return read.get();
      } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
        throw new SettingsException(
            "%s: %s = %s (expected: %s)".formatted(layers.origin(key), key, text(key), expected));
      }
    }

    String text(String key) {
      if (!config.hasPath(key)) {
        return "null";
      }
      var value = config.getValue(key);
      return switch (value.valueType()) {
        case OBJECT, LIST -> value.render(ConfigRenderOptions.concise());
        case STRING, NUMBER, BOOLEAN, NULL -> String.valueOf(value.unwrapped());
      };
    }
  }
}
