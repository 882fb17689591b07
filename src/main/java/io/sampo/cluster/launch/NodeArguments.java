package io.sampo.cluster.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node of a job cluster is told at its start, as arguments of {@code scripts/sampo}. */
public final class NodeArguments {

  private NodeArguments() {}

  /** The settings of node {@code number} of {@code order}, without the place where it lies. */
  public static SortedMap<String, String> settings(LaunchOrder order, int number) {
    var settings = new TreeMap<>(order.settings());
    settings.put("sampo.node.name", order.name().node(number));
    settings.put("sampo.node.roles", "worker");
    settings.put("sampo.cluster.seeds", String.join(",", order.seeds()));
    settings.putIfAbsent("sampo.node.port", "0");
    settings.put("sampo.node.job-cluster.run", order.order().run().toString());
    settings.put("sampo.node.job-cluster.name", order.name().value());
    settings.put("sampo.worker.pool", order.order().pool());
    if (order.order().slots() > 0) {
      settings.put("sampo.worker.slots", Integer.toString(order.order().slots()));
    }
    if (!order.order().labels().isEmpty()) {
      var labels = new TreeMap<>(order.order().labels()).entrySet().stream();
      settings.put(
          "sampo.worker.labels",
          String.join(",", labels.map(one -> one.getKey() + "=" + one.getValue()).toList()));
    }
    return settings;
  }

  /** The verb and options that stand for {@code settings}. */
  public static List<String> arguments(SortedMap<String, String> settings) {
    var arguments = new ArrayList<String>();
    arguments.add("node");
    settings.forEach((key, value) -> {
      arguments.add("-D");
      arguments.add(key + "=" + value);
    });
    return arguments;
  }
}
