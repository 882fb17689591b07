package io.sampo.definition.schema;

import io.sampo.definition.compute.NodesReader;
import io.sampo.model.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shapes of clusters, and of what tasks say of them. */
final class ClusterShapes {

  static final String NODES = "new_cluster";

  private static final String ONE_NODE = "A node by itself has all clusters in one.";
  private static final String NO_EFFECT = "Accepted without effect.";
  private static final String KEY_PATTERN = "^[A-Za-z0-9_-]{1,100}$";

  private ClusterShapes() {}

  static void putOfJob(Map<String, Shape> fields) {
    var cluster = new LinkedHashMap<String, Shape>();
    cluster.put(
        "job_cluster_key", key(KEY_PATTERN).described("By which the tasks of the job name it."));
    cluster.put(NODES, Shape.defined(NODES));
    fields.put(
        "job_clusters",
        Shape.listOf(Shape.fields(cluster).requiring("job_cluster_key", NODES))
            .with("maxItems", Limits.JOB_CLUSTERS_MAX)
            .described("Nodes that are there for one run, while it needs them. " + ONE_NODE));
    fields.put("environments", Shape.list().described(NO_EFFECT));
  }

  static void putOfTask(Map<String, Shape> fields) {
    fields.put(
        "job_cluster_key",
        key(KEY_PATTERN).described("The job cluster that the task runs on. " + ONE_NODE));
    fields.put(
        "existing_cluster_id",
        key("^[A-Za-z0-9._-]{1,100}$")
            .described("The cluster of nodes that stay that the task runs on. " + ONE_NODE));
    fields.put(NODES, Shape.defined(NODES));
    fields.put(
        "worker_labels",
        labels().ours("The task runs only on workers that carry these labels. " + ONE_NODE));
    fields.put("environment_key", Shape.string().described(NO_EFFECT));
    fields.put("compute", Shape.mapping().described(NO_EFFECT));
  }

  /** What a cluster is made of. */
  static Shape nodes() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put(
        "num_workers",
        workers(0).with("default", 1).described("Nodes, if their number is fixed; 0 is one node."));
    fields.put("autoscale", autoscale());
    fields.put(
        "slots",
        Shape.whole(1, Limits.SLOTS_MAX)
            .ours(
                "Attempts that a node runs at the same time; left out for what it has by itself."));
    fields.put("custom_tags", labels().described("Labels that its workers carry."));
    NodesReader.HARMLESS.stream()
        .sorted()
        .forEach(name -> fields.put(name, new Shape(Map.of()).described(NO_EFFECT)));
    return Shape.fields(fields)
        .with("not", Shape.mapping().requiring("num_workers", "autoscale"))
        .described("The nodes of a cluster that lives for one run.");
  }

  private static Shape autoscale() {
    var fields = new LinkedHashMap<String, Shape>();
    fields.put("min_workers", workers(0).described("Nodes at least; 0 is one node."));
    fields.put("max_workers", workers(1).described("Nodes at most; at least min_workers."));
    return Shape.fields(fields)
        .requiring("min_workers", "max_workers")
        .described("As many nodes as the tasks that may start can use, within limits.");
  }

  private static Shape workers(int least) {
    return Shape.whole(least, Limits.NODES_MAX);
  }

  private static Shape labels() {
    return Shape.mappingOf(Shape.text()).with("maxProperties", Limits.LABELS_MAX);
  }

  private static Shape key(String pattern) {
    return Shape.text().with("pattern", pattern);
  }
}
