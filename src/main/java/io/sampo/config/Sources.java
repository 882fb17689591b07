package io.sampo.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from, besides the defaults; later ones win.
 *
 * @param file in HOCON; null for none
 * @param properties of the JVM; only those that begin with {@code sampo.} or {@code pekko.} count
 * @param options of the command line
 * @param environment where {@code sampo.worker.slots} is called {@code SAMPO_WORKER_SLOTS}; only
 *     names of settings that exist count
 */
public record Sources(
    @Nullable Path file,
    Map<String, String> properties,
    Map<String, String> options,
    Map<String, String> environment) {

  public Sources {
    properties = Map.copyOf(properties);
    options = Map.copyOf(options);
    environment = Map.copyOf(environment);
  }
}
