package io.sampo.campaign.blow;

import io.sampo.campaign.cluster.Cluster;
import io.sampo.campaign.cluster.Node;
import io.sampo.campaign.work.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The blows that one cluster gets, drawn so that each kind comes about as often as any other. Not
 * thread-safe.
 */
public final class Armory {

  private static final List<Integer> PAUSES_MILLIS = List.of(500, 1_000, 5_000, 10_000);
  private static final int HOLD_MILLIS_MIN = 500;
  private static final int HOLD_MILLIS_MAX = 6_000;

  private final Cluster cluster;
  private final Dice dice;
  private final List<String> kinds;
  private final List<String> next = new ArrayList<>();

  /** When each coordinator was last away, so that the one that never was is the oldest. */
  private final Map<String, Integer> lastAway = new HashMap<>();

  private final @Nullable Function<Dice, Blow> partitions;
  private int blows;

  /**
   * An armory against {@code cluster}.
   *
   * @param partitions draws one of its network; null where that cannot be broken
   */
  public Armory(Cluster cluster, Dice dice, @Nullable Function<Dice, Blow> partitions) {
    this.cluster = cluster;
    this.dice = dice;
    this.partitions = partitions;
    if (partitions != null) {
      this.kinds = List.of("F1", "F2", "F8", "F8", "F8", "F8", "F8", "F8");
    } else if (cluster.coordinators().size() == 1) {
      this.kinds = List.of("F1", "F3", "F3", "F4", "F9");
    } else {
      this.kinds = List.of("F1", "F1", "F2", "F2", "F4", "F9", "F9", "F11");
    }
  }

  /** The next blow. */
  public Blow draw() {
    if (next.isEmpty()) {
      next.addAll(dice.shuffle(kinds));
    }
    var kind = next.removeFirst();
    return switch (kind) {
      case "F1" -> kill(kind, "kill -9 of a worker", List.of(dice.pick(cluster.workers())));
      case "F2" -> coordinator();
      case "F3" -> kill(kind, "kill -9 of the only coordinator", cluster.coordinators());
      case "F4" -> kill(kind, "kill -9 of all", dice.shuffle(cluster.nodes()));
      case "F8" -> Objects.requireNonNull(partitions).apply(dice);
      case "F9" -> pause();
      case "F11" -> database();
      default -> throw new IllegalStateException(kind);
    };
  }

  private Blow coordinator() {
    var oldest = oldest();
    var node = dice.oneIn(2) ? oldest : dice.pick(cluster.coordinators());
    var name = node.equals(oldest) ? "the oldest coordinator" : "a coordinator";
    return kill("F2", "kill -9 of " + name, List.of(node));
  }

  private Node oldest() {
    return cluster.coordinators().stream()
        .min(Comparator.comparing(node -> lastAway.getOrDefault(node.name(), 0)))
        .orElseThrow();
  }

  private Blow kill(String kind, String name, List<Node> nodes) {
    nodes.forEach(this::leaves);
    return new KillNodes(kind, name, nodes, dice.between(HOLD_MILLIS_MIN, HOLD_MILLIS_MAX));
  }

  private Blow pause() {
    var node = dice.pick(cluster.nodes());
    leaves(node);
    return new PauseNode(node, dice.pick(PAUSES_MILLIS));
  }

  private void leaves(Node node) {
    blows++;
    lastAway.put(node.name(), blows);
  }

  private Blow database() {
    var database = cluster.postgres();
    var hold = dice.between(HOLD_MILLIS_MIN, HOLD_MILLIS_MAX);
    return switch (dice.between(1, 4)) {
      case 1 -> new StopDatabase(database, "immediate stop of PostgreSQL", "QUIT", hold);
      case 2 -> new StopDatabase(database, "kill -9 of the postmaster", "KILL", hold);
      case 3 -> new StopDatabase(database, "SIGSTOP of the postmaster", "STOP", hold);
      default -> new CutConnections(database);
    };
  }
}
