package io.sampo.run.machine.fleet;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.Decision;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import io.sampo.run.fleet.Stretch;
import io.sampo.run.machine.Resting;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;

/**
 * When a run asks for nodes of its own and when it lets them go: from when the first task may start
 * there until the last has come to rest. All that follows from its events, and is carried out by
 * whoever starts nodes, who is told again until it is done.
 */
public final class Fleeting {

  private final LiveRun run;
  private final Now now;

  /** Decides about the job clusters of {@code run}. */
  public Fleeting(LiveRun run, Now now) {
    this.run = run;
    this.now = now;
  }

  /** What follows from the state alone. A run that ends has let everything go before. */
  public List<RunEvent> settle() {
    var clusters = run.plan().clusters();
    var events = new ArrayList<RunEvent>();
    for (var cluster = 0; cluster < clusters.size(); cluster++) {
      var present = run.fleet().present().get(cluster);
      if (present != null && run.openOn(cluster) == 0) {
        events.add(released(present, ""));
      } else if (present == null && isWanted(cluster)) {
        events.add(requested(cluster));
      }
    }
    return events;
  }

  private boolean isWanted(int cluster) {
    return run.stopping() == null && run.startableOn(cluster, now.elapsedMillis(), 1).length > 0;
  }

  private RunEvent requested(int cluster) {
    var clusters = run.plan().clusters();
    var generation = run.fleet().generations(cluster) + 1;
    var name = ClusterName.of(run.run(), clusters.key(cluster), generation);
    return new RunEvent.ClusterRequested(
        now, cluster, generation, name, clusters.nodes(cluster).min());
  }

  private RunEvent released(Stretch stretch, String failure) {
    return new RunEvent.ClusterReleased(now, stretch.cluster(), stretch.generation(), failure);
  }

  /** What follows from news. Those of a generation that was let go count for nothing. */
  public Decision hear(ClusterNews news) {
    var leaving = run.fleet().leaving().get(news.name());
    if (news.what() instanceof What.Removed && leaving != null) {
      return Decision.of(new RunEvent.ClusterRemoved(now, leaving.cluster(), leaving.generation()));
    }
    var present = run.fleet().present(news.name());
    if (present == null) {
      return Decision.NOTHING;
    }
    return switch (news.what()) {
      case What.Present(var number, _, _) -> arrived(present, number);
      case What.Troubled(var reason) -> troubled(present, reason);
      case What.Impossible(var reason) -> impossible(present, reason);
      case What.Removed _ -> Decision.NOTHING;
    };
  }

  private Decision arrived(Stretch present, int number) {
    return number > present.nodes() || present.arrived().contains(number)
        ? Decision.NOTHING
        : Decision.of(
            new RunEvent.NodesArrived(
                now, present.cluster(), present.generation(), List.of(number)));
  }

  private Decision troubled(Stretch present, String reason) {
    return present.trouble().equals(reason)
        ? Decision.NOTHING
        : Decision.of(
            new RunEvent.ClusterTroubled(now, present.cluster(), present.generation(), reason));
  }

  /** What could start there by now fails; what comes later may try another generation. */
  private Decision impossible(Stretch present, String reason) {
    var key = run.plan().clusters().key(present.cluster());
    var why = Limits.message("job cluster %s: %s".formatted(key, reason));
    var failed = new ArrayList<Concluded>();
    if (run.stopping() == null) {
      for (var task : run.startableOn(present.cluster(), now.elapsedMillis(), run.size())) {
        failed.add(Resting.concluded(task, TaskStatus.FAILED, why));
      }
    }
    var events = new ArrayList<RunEvent>(Resting.concluded(failed, now));
    events.add(released(present, why));
    return new Decision(events, List.of());
  }

  /** Another number of nodes, within what the job allows. */
  public Decision scale(RunCommand.ScaleCluster wish) {
    var present = run.fleet().present(wish.name());
    if (present == null || run.stopping() != null) {
      return Decision.NOTHING;
    }
    var allowed = run.plan().clusters().nodes(present.cluster());
    var nodes = Math.clamp(wish.nodes(), allowed.min(), allowed.max());
    return nodes == present.nodes()
        ? Decision.NOTHING
        : Decision.of(
            new RunEvent.ClusterResized(now, present.cluster(), present.generation(), nodes));
  }
}
