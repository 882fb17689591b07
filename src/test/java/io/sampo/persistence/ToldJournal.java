package io.sampo.persistence;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import io.sampo.run.RunEvent;
import java.util.List;
import java.util.function.Consumer;

/** A journal that holds these events of one run, and nothing else. */
public record ToldJournal(RunId run, List<RunEvent> events) implements JournalReader {

  public ToldJournal {
    events = List.copyOf(events);
  }

  @Override
  public List<String> persistenceIds(String prefix) {
    return List.of(RunJournal.persistenceId(run).id());
  }

  @Override
  public long highestSequenceNr(String persistenceId) {
    return events.size();
  }

  @Override
  public void replay(
      String persistenceId, long from, long to, long max, Consumer<StoredEvent> consumer) {
    for (var seq = from; seq <= Math.min(to, events.size()); seq++) {
      var event = events.get((int) seq - 1);
      consumer.accept(
          new StoredEvent(
              persistenceId,
              seq,
              0,
              RunEventFormat.manifest(event),
              "",
              "",
              event.at().wallMillis(),
              RunEventFormat.encode(event)));
    }
  }

  @Override
  public byte[] definition(ContentHash hash) {
    throw new UnsupportedOperationException("no definitions");
  }
}
