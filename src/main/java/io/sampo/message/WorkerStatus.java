package io.sampo.message;

import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.WorkerId;
import java.util.Map;

/**
 * What a worker tells its pool's dispatcher, again and again.
 *
 * @param place where it is
 * @param slots attempts it runs at the same time; 0 when it drains
 * @param occupied slots that have an attempt in them; may exceed {@code slots} while it drains
 * @param ahead attempts that may wait there for a slot, beside those that run
 */
public record WorkerStatus(WorkerId worker, Place place, int slots, int occupied, int ahead) {

  /**
   * Where a worker is: for its whole life.
   *
   * @param pool the name of the pool that its slots belong to
   * @param labels what it carries, by name
   */
  public record Place(String pool, Map<String, String> labels) {

    /** In the pool of those who name none. */
    public static final Place DEFAULT = new Place(Compute.DEFAULT_POOL, Map.of());

    public Place {
      Check.range("number of labels", labels.size(), 0, Limits.LABELS_MAX);
      labels = Map.copyOf(labels);
    }
  }

  public WorkerStatus {
    Check.range("slots", slots, 0, Limits.SLOTS_MAX);
    Check.range("occupied", occupied, 0, Integer.MAX_VALUE);
    Check.range("ahead", ahead, 0, Limits.SLOTS_MAX);
  }
}
