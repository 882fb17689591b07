package io.sampo.cluster.node;

import static org.awaitility.Awaitility.await;

import io.sampo.cluster.JobFamily;
import io.sampo.config.Settings;
import io.sampo.config.Sources;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Nodes of one cluster in this process, each with a folder of its own. */
final class TestNodes implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> common;
  private final Map<String, ClusterNode> nodes = new HashMap<>();

  TestNodes(Path folder, Map<String, String> common) {
    this.folder = folder;
    this.common = common;
  }

  ClusterNode start(String name, String roles, Map<String, String> more) {
    var options = new HashMap<>(common);
    options.put("sampo.node.name", name);
    options.put("sampo.node.roles", roles);
    options.put("sampo.node.port", "0");
    options.put("sampo.task.grace", "1s");
    options.putAll(more);
    var settings = Settings.read(new Sources(null, Map.of(), options, Map.of()), (_, _) -> null);
    try {
      var own = Files.createDirectories(folder.resolve(name));
      var node = ClusterNode.start(settings, own, _ -> () -> {});
      nodes.put(name, node);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ClusterNode get(String name) {
    return Objects.requireNonNull(nodes.get(name), name);
  }

  /** Submits a job through {@code node}, a coordinator. */
  static RunId submit(ClusterNode node, JobDefinition job) {
    return submit(node, job, Map.of());
  }

  /** What a run of the job is made of, which the node has in its store. */
  static Submission submission(
      ClusterNode node, JobDefinition job, Map<String, ContentHash> files) {
    return JobFamily.of(job)
        .submission(
            one -> node.life().definitions().putDefinition(DefinitionFormat.encode(one)),
            files,
            Map.of());
  }

  /** The same of a job whose tasks are made of {@code files}. */
  static RunId submit(ClusterNode node, JobDefinition job, Map<String, ContentHash> files) {
    var life = node.life();
    var submission = submission(node, job, files);
    var run = life.ids().take(1 + job.tasks().size());
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() ->
            Runs.of(life.system())
                    .coordinator(run)
                    .<ToRun.Answer>ask(
                        replyTo -> new ToRun.Ask(new RunCommand.Submit(run, submission), replyTo),
                        Duration.ofSeconds(5))
                    .toCompletableFuture()
                    .join()
                instanceof ToRun.Answer.Accepted);
    return run;
  }

  static List<RunEvent> events(ClusterNode node, RunId run) {
    var events = new ArrayList<RunEvent>();
    node.life().journal().read(run, 1, (_, event) -> events.add(event));
    return events;
  }

  static RunResult awaitEnd(ClusterNode node, RunId run) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                events(node, run).stream()
                    .flatMap(event ->
                        event instanceof RunEvent.RunEnded end
                            ? Stream.of(end.result())
                            : Stream.empty())
                    .findFirst()
                    .orElse(null),
            result -> result != null);
  }

  static TaskDefinition shell(String key, String command, String... dependsOn) {
    return TaskDefinition.of(
        new TaskKey(key),
        Stream.of(dependsOn).map(TaskKey::new).toList(),
        new Work.Shell(List.of("/bin/sh", "-c", command), Map.of(), null));
  }

  static JobDefinition job(TaskDefinition... tasks) {
    return new JobDefinition("job", List.of(), List.of(tasks), 0, 0);
  }

  @Override
  public void close() {
    nodes.values().parallelStream().forEach(ClusterNode::close);
  }
}
