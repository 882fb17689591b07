package io.sampo.cli.node;

import io.sampo.api.NodeServer;
import io.sampo.cluster.node.ClusterNode;
import io.sampo.cluster.node.ClusterNode.Attachment;
import io.sampo.config.NodeSetup;
import io.sampo.config.NodeSetup.Role;
import io.sampo.config.Settings;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real nodes: those with the role {@code api} have an HTTP server in each of their lives. */
public final class MemberNodes implements ClusterNodes {

  private static final long LOOK_EVERY_MILLIS = 20;

  @Override
  public RunningNode start(Settings settings, Place place) throws InterruptedException {
    var setup = settings.node();
    Attachment none = _ -> () -> {};
    var server = new NodeServer(settings.api(), place.folder(), place.token());
    var node = ClusterNode.start(settings, place.folder(), setup.has(Role.API) ? server : none);
    var member = new Member(node, setup);
    try {
      while (!member.isComplete() && !node.ended().toCompletableFuture().isDone()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      node.close();
      throw e;
    }
    return member;
  }

  private record Member(ClusterNode node, NodeSetup setup) implements RunningNode {

    /** Whether it takes part, and knows where its API is if it has one. */
    boolean isComplete() {
      return node.life().isMember() && (!setup.has(Role.API) || url() != null);
    }

    @Override
    public String name() {
      return setup.name();
    }

    @Override
    public List<String> roles() {
      return setup.roles().stream().sorted().map(Role::word).toList();
    }

    @Override
    public String address() {
      return node.life().address();
    }

    @Override
    public @Nullable String url() {
      return node.life().url();
    }

    @Override
    public CompletionStage<?> ended() {
      return node.ended();
    }

    @Override
    public CompletionStage<?> dismissed() {
      return node.unwanted();
    }

    @Override
    public void close() {
      node.close();
    }
  }
}
