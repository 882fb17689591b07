package io.sampo.definition;

import io.sampo.definition.field.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Fields that were accepted though they do nothing here, gathered so that each is told once. */
final class Notices {

  private static final Set<String> CLUSTERS =
      Set.of(
          "job_clusters",
          "environments",
          "job_cluster_key",
          "existing_cluster_id",
          "new_cluster",
          "environment_key",
          "compute");

  private static final Set<String> ALERTS =
      Set.of("email_notifications", "webhook_notifications", "notification_settings", "health");

  private final SortedSet<String> clusters = new TreeSet<>();
  private final SortedSet<String> alerts = new TreeSet<>();
  private boolean hasWarehouse;

  /** Accepts the fields that name clusters or alerts. */
  void accept(Fields fields) {
    fields.names(CLUSTERS).forEach(name -> clusters.add(name.name()));
    fields.names(ALERTS).forEach(name -> alerts.add(name.name()));
  }

  /** Accepts the field that names a SQL warehouse. */
  void acceptWarehouse(Fields fields) {
    hasWarehouse |= fields.value("warehouse_id") != null;
  }

  /** One sentence for each kind of thing. */
  List<String> sentences() {
    var sentences = new ArrayList<String>();
    if (!clusters.isEmpty()) {
      sentences.add("%s: every cluster means this node".formatted(String.join(", ", clusters)));
    }
    if (!alerts.isEmpty()) {
      sentences.add("%s: alerts are not sent yet".formatted(String.join(", ", alerts)));
    }
    if (hasWarehouse) {
      sentences.add("warehouse_id: SQL runs on this node, in DuckDB unless jdbc_url is given");
    }
    return sentences;
  }
}
