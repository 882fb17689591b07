package io.sampo.run.coordination;

import io.sampo.message.fleet.ClusterName;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.message.fleet.ClusterNews.What;
import io.sampo.message.fleet.ClusterOrder;
import io.sampo.message.fleet.NodeClaim;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Start.Offer;
import io.sampo.run.fleet.FleetRules;
import io.sampo.run.fleet.JobClusters;
import io.sampo.run.fleet.Stretch;
import io.sampo.run.state.LiveRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run says to whoever starts its nodes, and to these nodes. Soft: orders are repeated for as
 * long as they hold, so that another coordinator just says them again; and the removal of what was
 * let go, until it is confirmed.
 */
final class Fleets {

  /** How often an order is repeated: what has died of a cluster is started anew by it. */
  static final long REPEAT_MILLIS = 5_000;

  /** How often a removal is repeated until it is confirmed. */
  static final long REMOVAL_REPEAT_MILLIS = 2_000;

  /** What was last ordered, and when it is to be said again. */
  private record Told(int nodes, long repeatMillis) {}

  /** A node that asked whether it is still wanted. */
  private record Question(RunId run, ClusterName name, What.Present from) {}

  private final FleetRules rules;
  private final Map<ClusterName, Told> told = new TreeMap<>();
  private final Map<ClusterName, Watched> watched = new TreeMap<>();
  private final List<Question> questions = new ArrayList<>();

  Fleets(FleetRules rules) {
    this.rules = rules;
  }

  /** Notes who asks, and that somebody is there. */
  void hear(@Nullable LiveRun run, ClusterNews news, Now now) {
    if (news.what() instanceof What.Present present) {
      questions.add(new Question(news.run(), news.name(), present));
      var stretch = run == null ? null : run.fleet().present(news.name());
      if (run != null && stretch != null) {
        watch(stretch, now).seen(now);
      }
    }
  }

  /** The answers that are due; they count as given. */
  List<NodeClaim> claims(@Nullable LiveRun run) {
    var claims = new ArrayList<NodeClaim>();
    for (var question : questions) {
      var from = question.from();
      claims.add(
          new NodeClaim(
              question.run(),
              run == null ? 0 : run.epoch(),
              from.worker(),
              run != null && isWanted(run, question.name(), from),
              from.sentMillis()));
    }
    questions.clear();
    return claims;
  }

  /** A surplus node stays until nothing of the run is left on it. */
  private static boolean isWanted(LiveRun run, ClusterName name, What.Present node) {
    var stretch = run.fleet().present(name);
    return stretch != null
        && (node.number() <= stretch.nodes() || !run.heldBy(node.worker()).isEmpty());
  }

  /**
   * Those of the offers at a site that may be taken: none on a node that is to go. Where nothing
   * was ever asked for, as on a node by itself, whoever offers will do.
   */
  static List<Offer> admitted(LiveRun run, int site, List<Offer> offers) {
    var cluster = run.plan().clusters().ofSite(site);
    return cluster == JobClusters.NONE || run.fleet().generations(cluster) == 0
        ? offers
        : offers.stream().filter(offer -> isKept(run, cluster, offer.worker())).toList();
  }

  private static boolean isKept(LiveRun run, int cluster, WorkerId worker) {
    var stretch = run.fleet().present().get(cluster);
    var number = stretch == null ? 0 : stretch.name().number(worker.name());
    return stretch != null && number > 0 && number <= stretch.nodes();
  }

  /** The orders that are due; they count as said. */
  List<ClusterOrder> orders(LiveRun run, Now now) {
    var orders = new ArrayList<ClusterOrder>();
    for (var stretch : run.fleet().present().values()) {
      if (tells(stretch.name(), stretch.nodes(), REPEAT_MILLIS, now)) {
        var clusters = run.plan().clusters();
        var nodes = clusters.nodes(stretch.cluster());
        var pool = clusters.pool(stretch.cluster(), run.run());
        orders.add(
            new ClusterOrder(
                run.run(), stretch.name(), pool, stretch.nodes(), nodes.slots(), nodes.labels()));
      }
    }
    for (var gone : run.fleet().leaving().entrySet()) {
      if (tells(gone.getKey(), 0, REMOVAL_REPEAT_MILLIS, now)) {
        var pool = run.plan().clusters().pool(gone.getValue().cluster(), run.run());
        orders.add(new ClusterOrder(run.run(), gone.getKey(), pool, 0, 0, Map.of()));
      }
    }
    told.keySet().removeIf(name -> !isOpen(run, name));
    watched.keySet().removeIf(name -> run.fleet().present(name) == null);
    return orders;
  }

  private static boolean isOpen(LiveRun run, ClusterName name) {
    return run.fleet().present(name) != null || run.fleet().leaving().containsKey(name);
  }

  private boolean tells(ClusterName name, int nodes, long repeatMillis, Now now) {
    var last = told.get(name);
    if (last != null && last.nodes() == nodes && last.repeatMillis() > now.elapsedMillis()) {
      return false;
    }
    told.put(name, new Told(nodes, now.elapsedMillis() + repeatMillis));
    return true;
  }

  /** What follows from the time and from what the tasks need: another size, or giving up. */
  List<RunCommand> commands(LiveRun run, Now now) {
    var commands = new ArrayList<RunCommand>();
    if (run.stopping() == null) {
      for (var stretch : run.fleet().present().values()) {
        var command = watch(stretch, now).command(run, stretch, now);
        if (command != null) {
          commands.add(command);
        }
      }
    }
    return commands;
  }

  private Watched watch(Stretch stretch, Now now) {
    return watched.computeIfAbsent(stretch.name(), _ -> new Watched(rules, stretch, now));
  }

  /** When something is due next; {@link Long#MAX_VALUE} if nothing will be. */
  long nextDueMillis(LiveRun run) {
    var next = Long.MAX_VALUE;
    for (var name : run.fleet().leaving().keySet()) {
      next = Math.min(next, repeatMillis(name));
    }
    for (var stretch : run.fleet().present().values()) {
      next = Math.min(next, repeatMillis(stretch.name()));
      var watch = watched.get(stretch.name());
      if (watch != null && run.stopping() == null) {
        next = Math.min(next, watch.nextDueMillis());
      }
    }
    return next;
  }

  private long repeatMillis(ClusterName name) {
    var last = told.get(name);
    return last == null ? Long.MIN_VALUE : last.repeatMillis();
  }
}
