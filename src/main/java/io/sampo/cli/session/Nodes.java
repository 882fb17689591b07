package io.sampo.cli.session;

import io.sampo.cli.folder.RunPlace;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.cluster.JobFamily;
import io.sampo.config.Settings;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import io.sampo.run.state.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts embedded nodes, each for one run, and reads what they left behind. */
public interface Nodes {

  /** What coordinators on embedded nodes call their node. */
  String name();

  /** Submits a new run to a node of its own; it is on disk when this returns. */
  EmbeddedRun submit(
      RunPlace place, JobFamily family, Map<String, String> parameters, Settings settings);

  /** Opens the run that lies in a place, and goes on with it unless it has ended. */
  EmbeddedRun resume(RunPlace place, Settings settings);

  /**
   * Reads the run that lies in a folder, and those that are the work of its tasks, in the order of
   * their ids, and changes nothing there; none if the process died before the run was submitted.
   */
  List<Archive> read(Path runFolder);

  /** What a folder holds of one run. */
  record Archive(RunId run, JobDefinition job, List<Journaled> events) {

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
