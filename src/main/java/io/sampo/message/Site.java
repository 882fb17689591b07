package io.sampo.message;

import io.sampo.model.TaskDefinition.Compute;
import java.util.Map;

/**
 * Where attempts may run: on workers of a pool that carry certain labels.
 *
 * @param pool its name, as {@link Compute#pool} gives it
 * @param labels those labels, by name; every worker of the pool will do if there are none
 */
public record Site(String pool, Map<String, String> labels) {

  /** Any worker of the pool of those who name none. */
  public static final Site DEFAULT = new Site(Compute.DEFAULT_POOL, Map.of());

  public Site {
    labels = Map.copyOf(labels);
  }

  /** Whether a worker of the pool that carries {@code carried} will do. */
  public boolean suits(Map<String, String> carried) {
    return carried.entrySet().containsAll(labels.entrySet());
  }
}
