package io.sampo.protocol;

import io.sampo.run.RunEvent;
import java.util.List;
import java.util.stream.IntStream;

/** What a coordinator tells whoever watches its run. */
public sealed interface Progress extends Message {

  /**
   * Events that are on disk.
   *
   * @param firstSeq the journal's number of the first; the others follow without a gap
   */
  record Written(long firstSeq, List<RunEvent> events) implements Progress {

    public Written {
      events = List.copyOf(events);
    }

    /** The same in messages that each fit a frame, as every single event does. */
    public static List<Written> parts(long firstSeq, List<RunEvent> events) {
      return IntStream.range(0, events.size())
          .mapToObj(number -> new Written(firstSeq + number, List.of(events.get(number))))
          .toList();
    }
  }

  /** Everything written from here on will be told; what was written before is in the journal. */
  record Watching() implements Progress {}

  /** Nobody has answered for a while. */
  record Silence() implements Progress {}

  /** The run's journal cannot be made sense of beyond {@code seq}: nothing more will happen. */
  record Quarantined(long seq, String reason) implements Progress {}
}
