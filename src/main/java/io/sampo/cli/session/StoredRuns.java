package io.sampo.cli.session;

import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.model.RunId;
import io.sampo.projection.RunDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The runs in a data folder: live ones answer for themselves, the others are read. */
public record StoredRuns(DataFolder data, Nodes nodes) {

  /** Every run that has a folder, oldest first. */
  public List<RunId> list() throws IOException {
    return data.list();
  }

  /**
   * The run that {@code text} names.
   *
   * @throws Complaint if there is none
   */
  public RunId find(String text) {
    return DataFolder.id(text)
        .filter(run -> Files.isDirectory(data.run(run)))
        .orElseThrow(() -> unknown(text));
  }

  /** The run as it stands; empty if its process died before the run was submitted. */
  public Optional<Snapshot> read(RunId run) throws IOException {
    var live = RunSocket.ask(data.run(run));
    if (live.isPresent()) {
      return Optional.of(Snapshot.of(live.get()));
    }
    var archive = nodes.read(data.run(run));
    return archive.isEmpty() ? Optional.empty() : Optional.of(stored(run, archive.get()));
  }

  /** The complaint that there is no run of that name. */
  public Complaint unknown(String run) {
    return Complaint.notFound("run %s is not in %s; see 'runs list'".formatted(run, data.root()));
  }

  private Snapshot stored(RunId run, Nodes.Archive archive) throws IOException {
    var document = new RunDocument(archive.history(), data.run(run), nodes.name());
    return Snapshot.of(Snapshot.bytes(archive.job().name(), document));
  }
}
