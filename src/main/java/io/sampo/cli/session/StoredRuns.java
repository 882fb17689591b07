package io.sampo.cli.session;

import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.folder.LiveRequest;
import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runs in a data folder: live ones answer for themselves, the others are read. A run that is
 * the work of a task is part of the run at the top, in whose journal it lies.
 */
public record StoredRuns(DataFolder data, Nodes nodes) {

  /** Every run at the top that has a folder, oldest first. */
  public List<RunId> roots() throws IOException {
    var roots = new ArrayList<RunId>();
    for (var run : data.list()) {
      if (data.root(run).equals(run)) {
        roots.add(run);
      }
    }
    return roots;
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

  /**
   * The run that {@code text} names, which must be at the top.
   *
   * @throws Complaint if there is none, or it is the work of a task
   */
  public RunId findRoot(String text) throws IOException {
    var run = find(text);
    var root = data.root(run);
    if (!root.equals(run)) {
      throw Complaint.usage(
          "run %s is part of run %s (expected: the run at the top; name that one)"
              .formatted(run, root));
    }
    return run;
  }

  /** The run as it stands; empty if its process died before the run was submitted. */
  public Optional<Snapshot> read(RunId run) throws IOException {
    var live = RunSocket.ask(data.run(data.root(run)), new LiveRequest.Show(run));
    if (live.isPresent()) {
      return Optional.of(Snapshot.of(live.get()));
    }
    var archive = archive(run);
    return archive.isPresent() ? Optional.of(stored(archive.get())) : Optional.empty();
  }

  /** The run as it stands, and after it the runs that are the work of its tasks. */
  public List<Snapshot> readWithParts(RunId root) throws IOException {
    var snapshots = new ArrayList<Snapshot>();
    for (var archive : nodes.read(data.run(root))) {
      snapshots.add(stored(archive));
    }
    var live = RunSocket.ask(data.run(root), new LiveRequest.Show(root));
    if (live.isPresent()) {
      snapshots.removeIf(one -> one.parent() == null);
      snapshots.addFirst(Snapshot.of(live.get()));
    }
    return snapshots;
  }

  /** What is on disk of the run; empty if its process died before the run was submitted. */
  public Optional<Nodes.Archive> archive(RunId run) throws IOException {
    return nodes.read(data.run(data.root(run))).stream()
        .filter(archive -> archive.run().equals(run))
        .findFirst();
  }

  /** The complaint that there is no run of that name. */
  public Complaint unknown(String run) {
    return Complaint.notFound("run %s is not in %s; see 'runs list'".formatted(run, data.root()));
  }

  private Snapshot stored(Nodes.Archive archive) throws IOException {
    return Snapshot.of(Snapshot.bytes(archive.history(), data.run(archive.run())));
  }
}
