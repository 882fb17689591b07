package io.sampo.worker;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Supplies of a worker that is never given anything to do. */
record NoSupplies() implements Supplies {

  @Override
  public @Nullable Plan planAtHand(ContentHash definition) {
    return null;
  }

  @Override
  public Plan plan(ContentHash definition) {
    throw new IllegalStateException(definition.hex());
  }

  @Override
  public Held hold(Collection<ContentHash> files) {
    return Held.NOTHING;
  }
}
