package io.sampo.cli.cluster;

import io.sampo.cli.cluster.plan.ClusterFile;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.http.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;

/** The server that the cluster of a data folder is. */
public final class LocalApi {

  private LocalApi() {}

  /** Where it is; empty unless a node with an API runs. Nobody is asked. */
  public static Optional<ServerAddress> of(ClusterFolder folder) throws IOException {
    var plan = ClusterFile.read(folder.file());
    if (plan.isEmpty()) {
      return Optional.empty();
    }
    var nodes = new ArrayList<URI>();
    for (var node : plan.get().nodes()) {
      var url = node.http();
      if (url != null && folder.node(node.name()).process().isPresent()) {
        nodes.add(URI.create(url));
      }
    }
    var token = Files.exists(folder.token()) ? Files.readString(folder.token()).strip() : null;
    var source = "the cluster in " + folder.root();
    return nodes.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServerAddress(nodes, token, source));
  }
}
