package io.sampo.campaign.network;

import io.sampo.campaign.cluster.Node;
import io.sampo.campaign.cluster.SampoCommand;
import io.sampo.outside.network.Namespaces;
import io.sampo.persistence.postgres.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A database and nodes, each in a place of a network. Closed, everything in it is gone. */
public final class Machines implements AutoCloseable {

  private static final int DATABASE_PORT = 5432;
  private static final int NODE_PORT = 2551;
  private static final int API_PORT = 7267;

  private final Namespaces network;
  private final Path data;
  private final List<Relay> relays = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private Machines(Namespaces network, Path data) {
    this.network = network;
    this.data = data;
  }

  /** Starts them in {@code folder}; nothing is waited for. */
  public static Machines start(Path folder, int coordinators, int workers, String settings)
      throws IOException {
    var machines = new Machines(Namespaces.of(1 + coordinators + workers), folder.resolve("data"));
    try {
      var journal = machines.startDatabase();
      for (var place = 1; place <= coordinators + workers; place++) {
        var number = place <= coordinators ? place : place - coordinators;
        var role = place <= coordinators ? "coordinator" : "worker";
        machines.add(place, role + "-" + number, machines.seeds(coordinators), journal + settings);
      }
      for (var node : machines.nodes) {
        node.start();
      }
      return machines;
    } catch (IOException | RuntimeException e) {
      machines.close();
      throw e;
    }
  }

  /** The nodes, coordinators first. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** How the network between them breaks. */
  public Partitions partitions() {
    return new Partitions(network, nodes());
  }

  private String seeds(int coordinators) {
    return IntStream.rangeClosed(1, coordinators)
        .mapToObj(place -> "\"%s:%d\"".formatted(network.address(place), NODE_PORT))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private void add(int place, String name, String seeds, String settings) throws IOException {
    var isCoordinator = name.startsWith("coordinator");
    var folder = Files.createDirectories(data.resolve("cluster/nodes").resolve(name));
    var conf = folder.resolve("node.conf");
    Files.writeString(
        conf,
        """
        sampo.node { name = "%s", roles = [%s], host = "%s", port = %d }
        sampo.cluster.seeds = %s
        sampo.api { host = "127.0.0.1", port = %d }
        %s
        """
            .formatted(
                name,
                isCoordinator ? "coordinator, api" : "worker",
                network.address(place),
                NODE_PORT,
                seeds,
                API_PORT,
                settings));
    var words = network.inside(place, SampoCommand.node(data, conf));
    Files.writeString(
        folder.resolve("start.sh"),
        "echo $$ > '%s'\nexec %s\n"
            .formatted(
                folder.resolve("pid"),
                words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "))));
    if (isCoordinator) {
      var relay = Relay.open(namespace(place), API_PORT);
      relays.add(relay);
      nodes.add(new Node(name, true, folder, relay.url()));
    } else {
      nodes.add(new Node(name, false, folder, null));
    }
  }

  private String namespace(int place) {
    return network.inside(place, List.of()).getLast();
  }

  /** Starts PostgreSQL, and returns how nodes find it. */
  private String startDatabase() throws IOException {
    var folder = data.resolve("cluster/postgres");
    Files.createDirectories(folder.getParent());
    var local = new LocalPostgres(folder, data.resolve("cache"));
    var made = local.start(0);
    local.stop();
    var access = folder.resolve("access.conf");
    Files.writeString(access, "host all all all scram-sha-256\n");
    new ProcessBuilder(network.inside(0, database(folder, access)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
        .start();
    return """
    sampo.journal {
      kind = postgres
      postgres {
        url = "jdbc:postgresql://%s:%d/postgres", user = %s, password-file = "%s"
      }
    }
    """
        .formatted(network.address(0), DATABASE_PORT, LocalPostgres.USER, made.passwordFile());
  }

  /** The server itself, as whoever it belongs to: it refuses to be root. */
  private List<String> database(Path folder, Path access) throws IOException {
    var server = folder.resolve("data");
    var words = new ArrayList<String>();
    if (Files.getOwner(server, LinkOption.NOFOLLOW_LINKS).getName().equals("root")) {
      words.addAll(List.of("unshare", "--user"));
    } else {
      words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
    }
    try (var homes = Files.newDirectoryStream(data.resolve("cache"), "postgresql-*")) {
      words.add(homes.iterator().next().resolve("bin/postgres").toString());
    }
    words.addAll(List.of("-D", server.toString(), "-c", "listen_addresses=*"));
    words.addAll(List.of("-c", "port=" + DATABASE_PORT, "-c", "hba_file=" + access));
    return words;
  }

  @Override
  public void close() throws IOException {
    for (var relay : relays) {
      relay.close();
    }
    network.close();
  }
}
