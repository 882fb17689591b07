package io.sampo.protocol;

import io.sampo.run.RunEvent;
import java.util.List;

/** What a coordinator tells whoever watches its run. */
public sealed interface Progress {

  /**
   * Events that are on disk.
   *
   * @param firstSeq the journal's number of the first; the others follow without a gap
   */
  record Written(long firstSeq, List<RunEvent> events) implements Progress {

    public Written {
      events = List.copyOf(events);
    }
  }

  /** Everything written from here on will be told; what was written before is in the journal. */
  record Watching() implements Progress {}

  /** Nobody has answered for a while. */
  record Silence() implements Progress {}

  /** The run's journal cannot be made sense of beyond {@code seq}: nothing more will happen. */
  record Quarantined(long seq, String reason) implements Progress {}
}
