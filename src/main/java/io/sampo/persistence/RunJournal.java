package io.sampo.persistence;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.run.RunEvent;
import java.io.NotSerializableException;
import java.util.List;
import org.apache.pekko.persistence.typed.PersistenceId;

/** What a journal holds of runs, for whoever reads it past the entities. */
public final class RunJournal {

  private static final String ENTITY = "run";
  private static final String PREFIX = ENTITY + PersistenceId.DefaultSeparator();

  private final JournalReader reader;

  /** Reads through {@code reader}, which stays the caller's to close. */
  public RunJournal(JournalReader reader) {
    this.reader = reader;
  }

  /** The entity that journals a run: {@code run|ID}. Never changes. */
  public static PersistenceId persistenceId(RunId run) {
    return PersistenceId.of(ENTITY, run.toString());
  }

  /** Every run that has an event here. */
  public List<RunId> runs() {
    return reader.persistenceIds(PREFIX).stream()
        .map(id -> new RunId(Long.parseLong(id.substring(PREFIX.length()))))
        .toList();
  }

  /**
   * Passes the events of {@code run} in order, from the number {@code from} on.
   *
   * @throws StoreException if one is missing or damaged
   * @throws IllegalStateException if one was written by a newer release; those before were passed
   */
  public void read(RunId run, long from, Visitor visitor) {
    read(run, from, Long.MAX_VALUE, visitor);
  }

  /** The same up to the number {@code to}. */
  public void read(RunId run, long from, long to, Visitor visitor) {
    reader.replay(
        persistenceId(run).id(),
        from,
        to,
        Long.MAX_VALUE,
        stored -> visitor.visit(stored.sequenceNr(), event(stored)));
  }

  /** The definition of this name. */
  public JobDefinition definition(ContentHash hash) {
    return DefinitionFormat.decode(reader.definition(hash));
  }

  /** The bytes of the definition of this name, which {@link DefinitionFormat} reads. */
  public byte[] definitionBytes(ContentHash hash) {
    return reader.definition(hash);
  }

  /** Sees one event after the other. */
  @FunctionalInterface
  public interface Visitor {

    /** Sees the event with the number {@code seq}. */
    void visit(long seq, RunEvent event);
  }

  private static RunEvent event(StoredEvent stored) {
    try {
      return RunEventFormat.decode(stored.payload(), stored.manifest());
    } catch (NotSerializableException e) {
      throw new IllegalStateException(
          "event %d of %s: %s"
              .formatted(stored.sequenceNr(), stored.persistenceId(), e.getMessage()),
          e);
    }
  }
}
