package io.sampo.cluster;

import io.sampo.model.JobDefinition;
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
public record RunArchive(JobDefinition job, List<Journaled> events) {

  public RunArchive {
    events = List.copyOf(events);
  }

  /**
   * Reads the run in {@code runFolder} and changes nothing there; empty if its process died before
   * the run was submitted.
   *
   * @throws io.sampo.persistence.rocks.StoreException if the journal is damaged or from a newer
   *     release
   */
  public static Optional<RunArchive> read(Path runFolder) {
    var folder = NodeFolder.journal(runFolder);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (var reader = RocksReader.openReadOnly(folder)) {
      var journal = new RunJournal(reader);
      var events = new ArrayList<Journaled>();
      for (var run : journal.runs()) {
        journal.read(run, 1, (seq, event) -> events.add(new Journaled(seq, event)));
      }
      return events.stream()
          .map(Journaled::event)
          .filter(RunEvent.RunSubmitted.class::isInstance)
          .map(RunEvent.RunSubmitted.class::cast)
          .findFirst()
          .map(
              first -> new RunArchive(journal.definition(first.submission().definition()), events));
    }
  }
}
