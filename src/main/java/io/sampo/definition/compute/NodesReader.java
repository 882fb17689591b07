package io.sampo.definition.compute;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.model.JobDefinition.Nodes;
import io.sampo.model.Limits;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a cluster is made of: the {@code new_cluster} of the Databricks Jobs API. A cluster of
 * no workers is a single node there, so it has one here; so has one whose policy is to say.
 */
public final class NodesReader {

  /** Fields that say how a node is made, which is not for a job to say here. */
  public static final Set<String> HARMLESS =
      Set.of(
          "apply_policy_default_values",
          "autotermination_minutes",
          "aws_attributes",
          "azure_attributes",
          "cluster_log_conf",
          "cluster_name",
          "data_security_mode",
          "docker_image",
          "driver_instance_pool_id",
          "driver_node_type_flexibility",
          "driver_node_type_id",
          "enable_elastic_disk",
          "enable_local_disk_encryption",
          "gcp_attributes",
          "init_scripts",
          "instance_pool_id",
          "is_single_node",
          "kind",
          "node_type_id",
          "policy_id",
          "remote_disk_throughput",
          "runtime_engine",
          "single_user_name",
          "spark_conf",
          "spark_env_vars",
          "spark_version",
          "ssh_public_keys",
          "total_initial_remote_disk_size",
          "use_ml_runtime",
          "worker_node_type_flexibility",
          "workload_type");

  private NodesReader() {}

  /** How many nodes there are. */
  private record Size(int min, int max) {

    static final Size ONE = new Size(1, 1);

    /** A single node if nobody works beside it. */
    static Size of(long min, long max) {
      return new Size((int) Math.max(1, min), (int) Math.max(1, max));
    }
  }

  /** The nodes that {@code cluster} describes; what has a fault counts as left out. */
  static @Nullable Nodes read(Value cluster) {
    var fields = Fields.of(cluster);
    if (fields == null) {
      return null;
    }
    fields.names(HARMLESS);
    var size = size(fields);
    var slots = fields.whole("slots", 1, Limits.SLOTS_MAX, 0);
    var labels = labels(fields, "custom_tags");
    fields.end();
    return new Nodes(size.min(), size.max(), (int) slots, labels);
  }

  private static Size size(Fields fields) {
    var fixed = fields.value("num_workers");
    var range = fields.value("autoscale");
    if (fixed != null && range != null) {
      range.fault("autoscale besides num_workers (expected: one of them)");
    }
    var count = fixed == null ? null : fixed.whole(0, Limits.NODES_MAX);
    var scaled = range == null ? null : autoscale(range);
    if (count != null) {
      return Size.of(count, count);
    }
    return scaled == null ? Size.ONE : scaled;
  }

  private static @Nullable Size autoscale(Value range) {
    var fields = Fields.of(range);
    if (fields == null) {
      return null;
    }
    var least = fields.required("min_workers");
    var most = fields.required("max_workers");
    var min = least == null ? null : least.whole(0, Limits.NODES_MAX);
    var max = most == null ? null : most.whole(1, Limits.NODES_MAX);
    fields.end();
    if (min == null || max == null || most == null) {
      return null;
    }
    if (max < min) {
      most.fault("%d (expected: at least min_workers, which is %d)".formatted(max, min));
      return null;
    }
    return Size.of(min, max);
  }

  /** Labels by name; none if there is a fault in them. */
  static Map<String, String> labels(Fields fields, String name) {
    var value = fields.value(name);
    if (value == null) {
      return Map.of();
    }
    var labels = new TreeMap<String, String>();
    for (var member : value.namedMembers().entrySet()) {
      var text = member.getValue().literal();
      if (text != null) {
        labels.put(member.getKey(), text);
      }
    }
    if (labels.size() > Limits.LABELS_MAX) {
      value.fault("%d labels (expected: at most %d)".formatted(labels.size(), Limits.LABELS_MAX));
      return Map.of();
    }
    return labels;
  }
}
