package io.sampo.worker.shelf;

import io.sampo.model.ContentHash;
import io.sampo.protocol.ToLibrary.Kind;
import java.io.IOException;

/** Where a shelf gets what it lacks. Safe for use by many threads. */
@FunctionalInterface
public interface Source {

  /**
   * Fills {@code draft} with the bytes of {@code hash}, checked; may take its time.
   *
   * @throws IOException if they are not to be had, or do not fit
   */
  void fetch(Kind kind, ContentHash hash, Draft draft) throws IOException, InterruptedException;
}
