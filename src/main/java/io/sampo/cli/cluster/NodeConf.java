package io.sampo.cli.cluster;

import com.typesafe.config.ConfigUtil;
import io.sampo.cli.cluster.Database.Access;
import io.sampo.cli.cluster.plan.ClusterPlan;
import io.sampo.cli.cluster.plan.ClusterPlan.Journal;
import io.sampo.cli.cluster.plan.NodePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of one node of a local cluster, as {@code cluster-config} explains them. */
final class NodeConf {

  private NodeConf() {}

  /**
   * The text of its file.
   *
   * @param access to the database of the cluster's own; null if it has none
   */
  static String text(NodePlan node, ClusterPlan plan, @Nullable Access access) {
    var lines = new ArrayList<String>();
    lines.add(
        "# Written anew whenever 'cluster' starts this node. Settings of yours for all nodes");
    lines.add(
        "# are what 'cluster up --config' names, and DATA/cluster/settings.conf, which wins.");
    lines.add("include \"../../up.conf\"");
    lines.add("include \"../../settings.conf\"");
    lines.add("");
    lines.add("sampo.node {");
    lines.add("  name = " + quote(node.name()));
    lines.add("  roles = " + list(node.roles()));
    lines.add("  host = " + quote(NodePlan.HOST));
    lines.add("  port = " + node.port());
    lines.add("}");
    lines.add("sampo.cluster.seeds = " + list(plan.seeds()));
    lines.addAll(journal(plan.journal(), access));
    if (node.apiPort() != null) {
      lines.add("sampo.api.host = " + quote(NodePlan.HOST));
      lines.add("sampo.api.port = " + node.apiPort());
    }
    if (node.slots() != null) {
      lines.add("sampo.worker.slots = " + node.slots());
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> journal(Journal journal, @Nullable Access access) {
    if (access != null) {
      return List.of(
          "sampo.journal.kind = postgres",
          "sampo.journal.postgres.url = " + quote(access.url()),
          "sampo.journal.postgres.user = " + quote(access.user()),
          "sampo.journal.postgres.password-file = " + quote(access.passwordFile().toString()));
    }
    return journal instanceof Journal.Postgres(var url)
        ? List.of("sampo.journal.kind = postgres", "sampo.journal.postgres.url = " + quote(url))
        : List.of("sampo.journal.kind = embedded");
  }

  private static String list(List<String> items) {
    return items.stream().map(NodeConf::quote).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quote(String text) {
    return ConfigUtil.quoteString(text);
  }
}
