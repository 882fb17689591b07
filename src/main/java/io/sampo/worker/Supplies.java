package io.sampo.worker;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What attempts are made of, which may have to come from another node first: whoever asks waits for
 * it. Safe for use by many threads.
 */
public interface Supplies {

  /** Those of a node that has everything: definitions in its journal, files in its own store. */
  static Supplies local(Plan.Source plans) {
    return new Supplies() {

      @Override
      public @Nullable Plan planAtHand(ContentHash definition) {
        return null;
      }

      @Override
      public Plan plan(ContentHash definition) {
        return plans.plan(definition);
      }

      @Override
      public Held hold(Collection<ContentHash> files) {
        return Held.NOTHING;
      }
    };
  }

  /** The plan of a definition if it is at hand; null if {@link #plan} has to be waited for. */
  @Nullable Plan planAtHand(ContentHash definition);

  /**
   * The plan of a definition that some run names.
   *
   * @throws IOException if the definition is not to be had
   * @throws IllegalStateException if the definition is not to be had, and never will be
   */
  Plan plan(ContentHash definition) throws IOException, InterruptedException;

  /**
   * Sees to it that these files are here, and stay until they are let go.
   *
   * @throws IOException if one of them is not to be had; none is held then
   */
  Held hold(Collection<ContentHash> files) throws IOException, InterruptedException;

  /** A claim on files. */
  @FunctionalInterface
  interface Held extends AutoCloseable {

    /** A claim on none. */
    Held NOTHING = () -> {};

    /** Lets them go. To be called once. */
    @Override
    void close();
  }
}
