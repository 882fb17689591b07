package io.sampo.cluster;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.Submission;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.projection.Journaled;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** The run that an embedded node is there for. */
public final class NodeRun implements EmbeddedRun {

  /** What coordinators on embedded nodes call their node. */
  public static final String NODE = EmbeddedNode.NAME;

  /** A start of the cluster, and then one write. */
  private static final Duration ASK = Duration.ofSeconds(60);

  private static final Duration HOLD = Duration.ofSeconds(5);

  private final EmbeddedNode node;
  private final RunId run;
  private final long past;
  private final CompletableFuture<RunResult> ended = new CompletableFuture<>();
  private final AtomicInteger followers = new AtomicInteger();
  private volatile boolean isOver;

  /** The run, of which the events up to {@code past} were there before. */
  private NodeRun(EmbeddedNode node, RunId run, long past) {
    this.node = node;
    this.run = run;
    this.past = past;
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
      JobFamily family,
      Map<String, String> parameters,
      NodeSettings settings) {
    var node = EmbeddedNode.start(runFolder, settings);
    return opened(
        node,
        () -> {
          var opened = new NodeRun(node, run, 0);
          var submit = new RunCommand.Submit(run, submission(node, family, parameters));
          if (opened.ask(submit).toCompletableFuture().join()
              instanceof Answer.Declined(_, var reason)) {
            throw new IllegalStateException(reason);
          }
          return opened;
        });
  }

  private static Submission submission(
      EmbeddedNode node, JobFamily family, Map<String, String> parameters) {
    var files = node.pins().pin(family.all());
    return family.submission(
        job -> node.store().putDefinition(DefinitionFormat.encode(job)), files, parameters);
  }

  /**
   * Opens the run that {@code runFolder} is the folder of, and goes on with it unless it has ended.
   *
   * @throws IllegalStateException if it is not there, or the node does not come up
   */
  public static EmbeddedRun resume(Path runFolder, RunId run, NodeSettings settings) {
    var node = EmbeddedNode.start(runFolder, settings);
    return opened(
        node,
        () -> {
          var last = new AtomicLong();
          node.journal().read(run, 1, (seq, _) -> last.set(seq));
          if (last.get() == 0) {
            throw new IllegalStateException("%s holds no run %s".formatted(runFolder, run));
          }
          return new NodeRun(node, run, last.get());
        });
  }

  private static EmbeddedRun opened(EmbeddedNode node, Supplier<NodeRun> open) {
    try {
      var opened = open.get();
      opened.follow(opened.run, opened::note);
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
  public void follow(RunId one, Consumer<Journaled> observer) {
    node.system()
        .systemActorOf(
            Follower.create(
                one,
                node.journal(),
                observer,
                reason -> ended.completeExceptionally(new IllegalStateException(reason))),
            "follower-" + followers.incrementAndGet(),
            Props.empty());
  }

  @Override
  public JobDefinition definition(ContentHash hash) {
    return node.journal().definition(hash);
  }

  @Override
  public CompletionStage<Answer> ask(RunCommand.Wish wish) {
    return ask(run, replyTo -> new ToRun.Ask(wish, replyTo), ASK);
  }

  @Override
  public CompletionStage<RunResult> ended() {
    return ended.copy();
  }

  /** Nothing is started while the node ends, so that no assignment is lost with it unbegun. */
  @Override
  public void close() {
    if (!isOver) {
      var held =
          node.journal().runs().stream()
              .map(one -> ask(one, ToRun.Hold::new, HOLD).toCompletableFuture())
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(held).handle((_, _) -> true).join();
    }
    node.close();
  }

  private void note(Journaled journaled) {
    switch (journaled.event()) {
      case RunEvent.RunEnded end -> {
        isOver = true;
        if (journaled.seq() > past) {
          ended.complete(end.result());
        }
      }
      case RunEvent.RunRepaired _, RunEvent.TaskMarked _ -> isOver = false;
      case RunEvent.RunSubmitted _,
          RunEvent.TakenOver _,
          RunEvent.AttemptsStarted _,
          RunEvent.AttemptsBegan _,
          RunEvent.AssignmentsReturned _,
          RunEvent.AttemptsEnded _,
          RunEvent.TasksResolved _,
          RunEvent.StopRequested _,
          RunEvent.TasksReleased _,
          RunEvent.TasksConcluded _,
          RunEvent.LoopStarted _,
          RunEvent.ChildStarted _,
          RunEvent.ChildEnded _,
          RunEvent.TasksStopping _,
          RunEvent.TasksReset _,
          RunEvent.DurationExceeded _,
          RunEvent.OfCluster _ -> {}
    }
  }

  private CompletionStage<Answer> ask(
      RunId one, Function<ActorRef<Answer>, ToRun> wish, Duration patience) {
    EntityRef<ToRun> coordinator = Runs.of(node.system()).coordinator(one);
    return coordinator.ask(wish::apply, patience);
  }
}
