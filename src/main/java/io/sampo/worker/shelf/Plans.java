package io.sampo.worker.shelf;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans by the hash of their definition, each made once and shared for as long as there is memory.
 * Whoever wants one that is being made waits for it, and for no other. Thread-safe.
 */
final class Plans {

  /** Makes a plan that is not there. */
  @FunctionalInterface
  interface Making {
    Plan make(ContentHash definition) throws IOException, InterruptedException;
  }

  /** Where one plan stands; locked while it is made. */
  private static final class Place {
    private volatile SoftReference<@Nullable Plan> plan = new SoftReference<>(null);
  }

  private final Making making;
  private final Map<ContentHash, Place> places = new HashMap<>();

  Plans(Making making) {
    this.making = making;
  }

  /** One that was made and is still kept; null otherwise. */
  @Nullable Plan known(ContentHash definition) {
    synchronized (places) {
      var place = places.get(definition);
      return place == null ? null : place.plan.get();
    }
  }

  Plan plan(ContentHash definition) throws IOException, InterruptedException {
    var place = place(definition);
    synchronized (place) {
      var known = place.plan.get();
      if (known != null) {
        return known;
      }
      var made = making.make(definition);
      place.plan = new SoftReference<>(made);
      return made;
    }
  }

  /** Empty places of others go; a plan that is just being made for one is made for itself alone. */
  private Place place(ContentHash definition) {
    synchronized (places) {
      var place = places.get(definition);
      if (place == null) {
        places.values().removeIf(one -> one.plan.get() == null);
        place = new Place();
        places.put(definition, place);
      }
      return place;
    }
  }
}
