package io.sampo.definition.compute;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.model.JobDefinition.JobCluster;
import io.sampo.model.Limits;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.Compute.AllPurpose;
import io.sampo.model.TaskDefinition.Compute.Cluster;
import io.sampo.model.TaskKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The job clusters of one job, and where its tasks say they run. */
public final class Clusters {

  /** The fields by which a task names its cluster, of which it has one at most. */
  public static final Set<String> NAMING =
      Set.of("job_cluster_key", "existing_cluster_id", "new_cluster");

  /** Our own field of a task: what its worker must carry. */
  public static final String LABELS = "worker_labels";

  /** Every field of a task that says where it runs. */
  public static final Set<String> FIELDS =
      Set.of("job_cluster_key", "existing_cluster_id", "new_cluster", LABELS);

  private final Map<String, JobCluster> byKey = new LinkedHashMap<>();

  /** Every key that some cluster has, even if there is a fault in it. */
  private final Map<String, Value> keys = new LinkedHashMap<>();

  private final Set<Object> sites = new HashSet<>();

  private Clusters() {}

  /** Those of the job that has {@code job}. */
  public static Clusters read(Fields job) {
    var clusters = new Clusters();
    var items = job.items("job_clusters");
    for (var item : items) {
      var fields = Fields.of(item);
      if (fields != null) {
        clusters.add(fields);
        fields.end();
      }
    }
    if (items.size() > Limits.JOB_CLUSTERS_MAX) {
      items
          .getLast()
          .fault(
              "%d job clusters (expected: at most %d)"
                  .formatted(items.size(), Limits.JOB_CLUSTERS_MAX));
    }
    return clusters;
  }

  /** Those without fault. */
  public List<JobCluster> list() {
    return new ArrayList<>(byKey.values());
  }

  private void add(Fields fields) {
    var name = fields.required("job_cluster_key");
    var described = fields.required("new_cluster");
    var key = name == null ? null : name.literal();
    var nodes = described == null ? null : NodesReader.read(described);
    if (name == null || key == null) {
      return;
    }
    if (!TaskKey.PATTERN.matcher(key).matches()) {
      name.fault("%s (expected: %s)".formatted(name.node().describe(), TaskKey.EXPECTED));
      return;
    }
    var before = keys.putIfAbsent(key, name);
    if (before != null) {
      name.fault(
          "%s stands twice (expected: once; first in line %d)"
              .formatted(key, before.node().line()));
    } else if (nodes != null) {
      byKey.put(key, new JobCluster(key, nodes));
    }
  }

  /** Where the task with {@code task} runs; what has a fault counts as left out. */
  public Compute compute(Fields task) {
    var named = task.names(NAMING);
    for (var name : named.stream().skip(1).toList()) {
      name.fault(
          "%s besides %s (expected: one cluster for a task)"
              .formatted(name.name(), named.getFirst().name()));
    }
    var existing = allPurpose(task.value("existing_cluster_id"));
    var shared = ofJob(task.value("job_cluster_key"));
    var own = ofTask(task.value("new_cluster"));
    var cluster =
        Stream.of(existing, shared, own)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(Compute.ANYWHERE.cluster());
    var compute = new Compute(cluster, NodesReader.labels(task, LABELS));
    count(task, compute);
    return compute;
  }

  private void count(Fields task, Compute compute) {
    var isOwn = compute.cluster() instanceof Compute.OfTask;
    if (sites.add(isOwn ? task : compute) && sites.size() == Limits.SITES_MAX + 1) {
      task.owner()
          .fault(
              "more than %d different clusters and worker_labels (expected: tasks that share them)"
                  .formatted(Limits.SITES_MAX));
    }
  }

  private static @Nullable Cluster allPurpose(@Nullable Value value) {
    var name = value == null ? null : value.literal();
    if (value == null || name == null) {
      return null;
    }
    if (!AllPurpose.PATTERN.matcher(name).matches()) {
      value.fault("%s (expected: %s)".formatted(value.node().describe(), AllPurpose.EXPECTED));
      return null;
    }
    return new AllPurpose(name);
  }

  private @Nullable Cluster ofJob(@Nullable Value value) {
    var key = value == null ? null : value.literal();
    if (value == null || key == null) {
      return null;
    }
    if (!keys.containsKey(key)) {
      value.fault(
          "no job cluster is called %s (expected: a job_cluster_key of job_clusters)"
              .formatted(value.node().describe()),
          () -> Similar.to(key, keys.keySet()));
      return null;
    }
    return new Compute.OfJob(key);
  }

  private static @Nullable Cluster ofTask(@Nullable Value value) {
    var nodes = value == null ? null : NodesReader.read(value);
    return nodes == null ? null : new Compute.OfTask(nodes);
  }
}
