package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.run.fleet.FleetRules;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Where nodes of job clusters come from.
 *
 * @param rules how patient runs are with them
 */
public record JobClusters(Launcher launcher, FleetRules rules, Local local, Kubernetes kubernetes) {

  private static final String KEY = "sampo.job-clusters.";

  /** Who starts and stops them. */
  public enum Launcher {
    /** The coordinator's node does, as processes of its machine. */
    LOCAL,
    /** Kubernetes does, as pods. */
    KUBERNETES,
    /** Nobody: a task that wants such nodes fails. */
    NONE
  }

  /**
   * Nodes as processes.
   *
   * @param grace from the wish that a node ends to its being killed
   * @param javaOptions flags of their JVM beside those of the coordinator's
   * @param config file with their settings; empty for none
   * @param keep how long what they said stays once they are gone
   */
  public record Local(Duration grace, List<String> javaOptions, String config, Duration keep) {

    public Local {
      Check.that(!grace.isNegative(), "grace", grace, "at least 0");
      Check.that(!keep.isNegative(), "keep", keep, "at least 0");
      javaOptions = List.copyOf(javaOptions);
    }
  }

  /**
   * Nodes as pods. A text that is empty stands for what a pod of the same cluster finds by itself.
   *
   * @param patience how long pods may take to go
   */
  public record Kubernetes(
      String api,
      String namespace,
      String tokenFile,
      String caFile,
      String image,
      String template,
      Duration patience) {}

  /**
   * What {@code config} says under {@code sampo.job-clusters}.
   *
   * @param slots of a node whose job says nothing of it
   * @throws SettingsException if a value is wrong
   */
  public static JobClusters of(Config config, int slots) {
    var launcher =
        checked(
            config,
            "launcher",
            "local, kubernetes or none",
            () -> Launcher.valueOf(config.getString(KEY + "launcher").toUpperCase(Locale.ROOT)));
    var start = time(config, "start-limit");
    var idle = time(config, "idle");
    var rules =
        checked(
            config,
            "start-limit",
            "more than 0, at most 365 days",
            () -> new FleetRules(true, start.toMillis(), idle.toMillis(), slots));
    var local =
        new Local(
            time(config, "local.grace"),
            checked(
                config,
                "local.java-options",
                "a list of flags",
                () -> config.getStringList(KEY + "local.java-options")),
            text(config, "local.config"),
            time(config, "local.keep"));
    return new JobClusters(launcher, rules, local, kubernetes(config));
  }

  private static Kubernetes kubernetes(Config config) {
    return new Kubernetes(
        text(config, "kubernetes.api"),
        text(config, "kubernetes.namespace"),
        text(config, "kubernetes.token-file"),
        text(config, "kubernetes.ca-file"),
        text(config, "kubernetes.image"),
        text(config, "kubernetes.template"),
        time(config, "kubernetes.patience"));
  }

  private static String text(Config config, String key) {
    return checked(config, key, "a text", () -> config.getString(KEY + key));
  }

  private static Duration time(Config config, String key) {
    return checked(
        config,
        key,
        "a time up to 365 days, such as 30s",
        () -> {
          var time = config.getDuration(KEY + key);
          Check.range(key, time.toMillis(), 0, Limits.WAIT_MILLIS_MAX);
          return time;
        });
  }

  private static <T> T checked(Config config, String key, String expected, Supplier<T> read) {
    try {
      return read.get();
    } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
      var value = config.getValue(KEY + key);
      throw new SettingsException(
          "%s: %s%s = %s (expected: %s)"
              .formatted(value.origin().description(), KEY, key, value.unwrapped(), expected));
    }
  }
}
