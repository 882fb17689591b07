package io.sampo.cluster;

import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.projection.Journaled;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** The one run of an embedded node. */
public final class NodeRun implements EmbeddedRun {

  /** What coordinators on embedded nodes call their node. */
  public static final String NODE = EmbeddedNode.NAME;

  /** A start of the cluster, and then one write. */
  private static final Duration ASK = Duration.ofSeconds(60);

  private static final Duration HOLD = Duration.ofSeconds(5);

  private final EmbeddedNode node;
  private final RunId run;
  private final CompletableFuture<RunResult> ended = new CompletableFuture<>();
  private final AtomicInteger followers = new AtomicInteger();

  private NodeRun(EmbeddedNode node, RunId run) {
    this.node = node;
    this.run = run;
    var _ = node.store().failure().thenAccept(ended::completeExceptionally);
  }

  /**
   * Submits a new run to a node of its own in {@code runFolder}; it is on disk when this returns.
   *
   * @throws IllegalStateException if the node does not come up
   */
  public static EmbeddedRun submit(
      Path runFolder,
      RunId run,
      JobDefinition job,
      Map<String, String> parameters,
      NodeSettings settings) {
    var node = EmbeddedNode.start(runFolder, settings);
    return opened(
        node,
        () -> {
          var definition = node.store().putDefinition(DefinitionFormat.encode(job));
          var submission = new Submission(definition, parameters, node.host().pin(job));
          var opened = new NodeRun(node, run);
          opened
              .wish(replyTo -> new ToRun.Submit(run, job.name(), submission, replyTo), ASK)
              .join();
          return opened;
        });
  }

  /**
   * Goes on with the run in {@code runFolder}.
   *
   * @throws IllegalStateException if there is none, or the node does not come up
   */
  public static EmbeddedRun resume(Path runFolder, NodeSettings settings) {
    var node = EmbeddedNode.start(runFolder, settings);
    return opened(
        node,
        () ->
            new NodeRun(
                node,
                node.journal().runs().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(runFolder + " holds no run"))));
  }

  private static EmbeddedRun opened(EmbeddedNode node, Supplier<NodeRun> open) {
    try {
      var opened = open.get();
      opened.follow(opened::noteEnd);
      return opened;
    } catch (RuntimeException e) {
      node.close();
      throw e instanceof CompletionException wrapped && wrapped.getCause() != null
          ? new IllegalStateException(wrapped.getCause().getMessage(), wrapped.getCause())
          : e;
    }
  }

  @Override
  public RunId run() {
    return run;
  }

  @Override
  public void follow(Consumer<Journaled> observer) {
    node.system()
        .systemActorOf(
            Follower.create(
                run,
                node.journal(),
                observer,
                reason -> ended.completeExceptionally(new IllegalStateException(reason))),
            "follower-" + followers.incrementAndGet(),
            Props.empty());
  }

  @Override
  public CompletionStage<Void> cancel(String by) {
    return wish(replyTo -> new ToRun.Cancel(by, replyTo), ASK);
  }

  @Override
  public CompletionStage<RunResult> ended() {
    return ended.copy();
  }

  /** Nothing is started while the node ends, so that no assignment is lost with it unbegun. */
  @Override
  public void close() {
    if (!ended.isDone()) {
      wish(ToRun.Hold::new, HOLD).handle((_, _) -> true).join();
    }
    node.close();
  }

  private void noteEnd(Journaled journaled) {
    if (journaled.event() instanceof RunEvent.RunEnded end) {
      ended.complete(end.result());
    }
  }

  private CompletableFuture<Void> wish(Function<ActorRef<Answer>, ToRun> wish, Duration patience) {
    EntityRef<ToRun> coordinator = Runs.of(node.system()).coordinator(run);
    return coordinator
        .<Answer>ask(wish::apply, patience)
        .toCompletableFuture()
        .thenAccept(answer -> {
          switch (answer) {
            case Answer.Accepted _ -> {}
            case Answer.Declined(var reason) -> throw new IllegalStateException(reason);
          }
        });
  }
}
