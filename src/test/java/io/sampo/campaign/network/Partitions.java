package io.sampo.campaign.network;

import io.sampo.campaign.blow.Blow;
import io.sampo.campaign.cluster.Node;
import io.sampo.campaign.network.CutNetwork.Link;
import io.sampo.campaign.work.Dice;
import io.sampo.outside.network.Namespaces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ways in which the network of a cluster breaks. The database is in place 0, the nodes are in
 * the places after it.
 */
public record Partitions(Namespaces network, List<Node> nodes) {

  private static final int DATABASE = 0;

  public Partitions {
    nodes = List.copyOf(nodes);
  }

  /** One of them. */
  public Blow draw(Dice dice) {
    var places = dice.shuffle(IntStream.rangeClosed(1, nodes.size()).boxed().toList());
    var one = places.get(0);
    var other = places.get(1);
    var hold = dice.between(1_000, 12_000);
    return switch (dice.between(1, 6)) {
      case 1 -> cut("one node alone", List.of(one), around(List.of(one), true), 1, hold);
      case 2 -> {
        var half = places.subList(0, nodes.size() / 2);
        yield cut("two halves", half, around(half, false), 1, hold);
      }
      case 3 -> cut("one link", List.of(one, other), both(one, other), 1, hold);
      case 4 -> cut("one way", List.of(one, other), List.of(new Link(one, other)), 1, hold);
      case 5 -> cut("node and database", List.of(one), both(one, DATABASE), 1, hold);
      default -> {
        var flap = dice.between(1_000, 4_000);
        yield cut("one node, on and off", List.of(one), around(List.of(one), true), 3, flap);
      }
    };
  }

  private CutNetwork cut(
      String name, List<Integer> struck, List<Link> links, int turns, int holdMillis) {
    var target =
        struck.stream().map(place -> nodes.get(place - 1).name()).collect(Collectors.joining(","));
    return new CutNetwork(network, "cut: " + name, target, links, turns, holdMillis);
  }

  /** All links between some places and the others, among which the database may count. */
  private List<Link> around(Collection<Integer> some, boolean withDatabase) {
    var links = new ArrayList<Link>();
    for (var inside : some) {
      for (var outside = withDatabase ? DATABASE : 1; outside <= nodes.size(); outside++) {
        if (!some.contains(outside)) {
          links.addAll(both(inside, outside));
        }
      }
    }
    return links;
  }

  private static List<Link> both(int one, int other) {
    return List.of(new Link(one, other), new Link(other, one));
  }
}
