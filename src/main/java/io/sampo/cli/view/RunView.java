package io.sampo.cli.view;

import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import java.util.List;

/** Shows on stderr how a run goes on. For one thread. */
public interface RunView {

  /** Shows that {@code event} happened, the last one that {@code history} has folded. */
  void changed(RunEvent event, RunHistory history);

  /** Shows lines that stay. */
  void say(List<String> lines);

  /** Lets time pass: to be called many times a second. */
  void tick(RunHistory history, long nowMillis);

  /** Shows the run as it stands at last. */
  void finish(RunHistory history, long nowMillis);
}
