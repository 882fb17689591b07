package io.sampo.definition.setting;

import io.sampo.definition.field.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Fields that were accepted though they do nothing here, gathered so that each is told once. */
public final class Notices {

  /** What names a cluster, or workers in it. */
  public static final Set<String> CLUSTERS =
      Set.of(
          "job_clusters",
          "environments",
          "job_cluster_key",
          "existing_cluster_id",
          "new_cluster",
          "environment_key",
          "compute",
          "worker_labels");

  /** What sends alerts. */
  public static final Set<String> ALERTS =
      Set.of("email_notifications", "webhook_notifications", "notification_settings");

  private final SortedSet<String> clusters = new TreeSet<>();
  private final SortedSet<String> alerts = new TreeSet<>();
  private final SortedSet<String> streams = new TreeSet<>();
  private boolean hasWarehouse;

  /** Accepts the fields that name clusters or alerts. */
  public void accept(Fields fields) {
    fields.names(CLUSTERS).forEach(name -> clusters.add(name.name()));
    fields.names(ALERTS).forEach(name -> alerts.add(name.name()));
  }

  /** Accepts the field that names a SQL warehouse. */
  public void acceptWarehouse(Fields fields) {
    hasWarehouse |= fields.value("warehouse_id") != null;
  }

  /** Accepts a health rule about a stream. */
  public void acceptStream(String metric) {
    streams.add(metric);
  }

  /** One for each kind of thing. */
  public List<Notice> list() {
    var list = new ArrayList<Notice>();
    if (!clusters.isEmpty()) {
      list.add(new Notice("%s: every cluster means this node".formatted(joined(clusters)), true));
    }
    if (!alerts.isEmpty()) {
      list.add(new Notice("%s: alerts are not sent yet".formatted(joined(alerts)), false));
    }
    if (!streams.isEmpty()) {
      list.add(new Notice("%s: no task here is a stream".formatted(joined(streams)), false));
    }
    if (hasWarehouse) {
      var sentence = "warehouse_id: SQL runs on the node, in DuckDB unless jdbc_url is given";
      list.add(new Notice(sentence, false));
    }
    return list;
  }

  private static String joined(SortedSet<String> names) {
    return String.join(", ", names);
  }
}
