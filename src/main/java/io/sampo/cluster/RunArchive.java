package io.sampo.cluster;

import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.persistence.RunJournal;
import io.sampo.persistence.rocks.RocksReader;
import io.sampo.projection.Journaled;
import io.sampo.run.RunEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an embedded run left on disk.
 *
 * @param events all of them, in order; at least the first
 */
public record RunArchive(RunId run, JobDefinition job, List<Journaled> events) {

  public RunArchive {
    events = List.copyOf(events);
  }

  /**
   * Reads every run that was submitted to the node of {@code runFolder}, in the order of their ids,
   * and changes nothing there.
   *
   * @throws io.sampo.persistence.StoreException if the journal is damaged or from a newer release
   */
  public static List<RunArchive> read(Path runFolder) {
    var folder = NodeFolder.journal(runFolder);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var reader = RocksReader.openReadOnly(folder)) {
      var journal = new RunJournal(reader);
      return journal.runs().stream().sorted().flatMap(run -> read(journal, run).stream()).toList();
    }
  }

  private static Optional<RunArchive> read(RunJournal journal, RunId run) {
    var events = new ArrayList<Journaled>();
    journal.read(run, 1, (seq, event) -> events.add(new Journaled(seq, event)));
    return !events.isEmpty() && events.getFirst().event() instanceof RunEvent.RunSubmitted submitted
        ? Optional.of(
            new RunArchive(run, journal.definition(submitted.submission().definition()), events))
        : Optional.empty();
  }
}
