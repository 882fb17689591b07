package io.sampo.api;

import io.sampo.cluster.node.ClusterNode;
import io.sampo.cluster.node.NodeLife;
import io.sampo.cluster.node.Roster.Listed;
import io.sampo.config.ApiSettings;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.protocol.ToNode.Card;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server of a cluster's node, started anew with each of its lives.
 *
 * @param folder of the node
 * @param tokenFile where the administrator's token is written if this node makes it
 */
public record NodeServer(ApiSettings settings, Path folder, Path tokenFile)
    implements ClusterNode.Attachment {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Requests under way may take so long when the node ends. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  @Override
  public AutoCloseable attach(NodeLife life) {
    try {
      var server =
          HttpServer.start(backend(life), settings)
              .toCompletableFuture()
              .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .join();
      life.answersAt(server.url().toString());
      return () -> server.stop(GRACE).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "HTTP at %s:%d: %s; set sampo.api.port to one that is free"
              .formatted(settings.host(), settings.port(), e.getCause()),
          e);
    }
  }

  private Backend backend(NodeLife life) {
    return new Backend(
        life.system(),
        life.name(),
        life.journal(),
        life.plans(),
        job -> life.definitions().putDefinition(DefinitionFormat.encode(job)),
        life.ids(),
        life.files(),
        folder,
        tokenFile,
        () -> status(life));
  }

  private static ClusterView.Status status(NodeLife life) {
    var cards = life.roster().stream().map(Listed::card).toList();
    var counters =
        Map.of(
            "excluded",
            (long) life.excluded(),
            "rejoined",
            cards.stream().mapToLong(card -> card.lives() - 1L).sum(),
            "refused_writes",
            cards.stream().mapToLong(NodeServer::refusedWrites).sum());
    return ClusterView.Status.of(life.roster().stream().map(NodeServer::node).toList(), counters);
  }

  private static long refusedWrites(Card card) {
    var count = card.refusedWrites();
    return count == null ? 0 : count;
  }

  private static ClusterView.Node node(Listed listed) {
    var card = listed.card();
    return new ClusterView.Node(
        card.name(), card.roles(), card.address(), card.http(), listed.status(), card.pid());
  }
}
