package io.sampo.cluster.node;

import io.sampo.cluster.TaskHost;
import io.sampo.config.Settings;
import io.sampo.execution.FileSource;
import io.sampo.model.ContentHash;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of a cluster, in this process, life after life: whenever others have gone on without it,
 * it joins again by itself.
 */
public final class ClusterNode implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
  private static final long PAUSE_MILLIS = 500;

  /** Lives that do not even begin; after that the process ends, and whoever started it decides. */
  private static final int FAILURES_MAX = 120;

  /** What goes with every life of a node, such as a server. */
  @FunctionalInterface
  public interface Attachment {

    /** Attaches it to a life that has begun; closed when that is over. */
    AutoCloseable attach(NodeLife life);
  }

  private final NodeTraits traits;
  private final Attachment attachment;
  private final AtomicReference<NodeLife> current;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Thread keeper;
  private AutoCloseable attached;
  private volatile boolean isClosing;

  private ClusterNode(NodeTraits traits, Attachment attachment) {
    this.traits = traits;
    this.attachment = attachment;
    var first = NodeLife.begin(traits, 1);
    current = new AtomicReference<>(first);
    attached = attachment.attach(first);
    keeper = Thread.ofPlatform().name("node-keeper").unstarted(this::keep);
  }

  /**
   * Starts the node of {@code folder}, of which the caller holds the lock. It goes on joining in
   * the background.
   *
   * @throws RuntimeException if the port or the journal cannot be had
   */
  public static ClusterNode start(Settings settings, Path folder, Attachment attachment) {
    var files = new AtomicReference<FileSource>(ClusterNode::nothing);
    var host = TaskHost.open(folder, hash -> files.get().path(hash), settings.task().logBytesMax());
    try {
      var unwanted = new CompletableFuture<Void>();
      var traits =
          new NodeTraits(
              settings.node(),
              settings,
              new NodeFolders(folder),
              host,
              files,
              new Tally(),
              unwanted);
      var node = new ClusterNode(traits, attachment);
      node.keeper.start();
      return node;
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  private static Path nothing(ContentHash hash) {
    throw new IllegalStateException(hash + " is asked for before the node has begun");
  }

  /** Its present life. */
  public NodeLife life() {
    return current.get();
  }

  /** Completes exceptionally if the node ends for good though nobody closed it. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Completes when the run that the node was started for does not want it any more. */
  public CompletionStage<Void> unwanted() {
    return traits.unwanted();
  }

  private void keep() {
    try {
      for (var number = 2; !isClosing; number++) {
        var reason = life().ended().toCompletableFuture().join();
        if (isClosing) {
          return;
        }
        LOG.warn("{}: life {} is over: {}", traits.setup().name(), number - 1, reason);
        detach();
        life().awaitTermination();
        current.set(next(number));
        attached = attachment.attach(life());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private NodeLife next(int number) throws InterruptedException {
    for (var failures = 1; ; failures++) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      try {
        return NodeLife.begin(traits, number);
      } catch (RuntimeException e) {
        if (failures == FAILURES_MAX || isClosing) {
          throw e;
        }
        LOG.warn("{}: life {} does not begin", traits.setup().name(), number, e);
      }
    }
  }

  private void detach() {
    try {
      attached.close();
    } catch (Exception e) {
      LOG.warn("not closed in order", e);
    }
  }

  /** Stops what runs, with its grace, leaves the cluster, and returns when all is closed. */
  @Override
  public void close() {
    isClosing = true;
    keeper.interrupt();
    detach();
    life().leave(traits.settings().task().grace());
    traits.host().close();
    ended.complete(null);
  }
}
