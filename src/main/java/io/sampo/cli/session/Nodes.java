package io.sampo.cli.session;

import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts embedded nodes, each for one run, and reads what they left behind. */
public interface Nodes {

  /** What coordinators on embedded nodes call their node. */
  String name();

  /** Submits a new run to a node of its own; it is on disk when this returns. */
  EmbeddedRun submit(
      Path runFolder,
      RunId run,
      JobDefinition job,
      Map<String, String> parameters,
      Settings settings);

  /** Goes on with the run that lies in a folder. */
  EmbeddedRun resume(Path runFolder, Settings settings);

  /**
   * Reads the run that lies in a folder, and changes nothing there; empty if its process died
   * before the run was submitted.
   */
  Optional<Archive> read(Path runFolder);

  /** What a folder holds of a run. */
  record Archive(JobDefinition job, List<Journaled> events) {

    public Archive {
      events = List.copyOf(events);
    }

    /** What the events add up to. */
    public RunHistory history() {
      var history = new RunHistory(Plan.of(job));
      events.forEach(history::accept);
      return history;
    }
  }
}
