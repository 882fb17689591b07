package io.sampo.cluster.launch.local;

import io.sampo.cluster.launch.LaunchOrder;
import io.sampo.cluster.launch.Launcher;
import io.sampo.cluster.launch.NodeArguments;
import io.sampo.message.fleet.ClusterName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Starts nodes as processes of this machine. They outlive the coordinator that starts them, so that
 * another can go on with them; what they are is known from their folders alone.
 *
 * <p>Folders of clusters that were removed stay, with what their nodes have said, until they are
 * {@link #forget}ed.
 */
public final class LocalLauncher implements Launcher {

  private static final Duration LOOK = Duration.ofMillis(100);

  /** From the kill to the end of the last process: far more than a kernel takes. */
  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final Path clusters;
  private final JavaCommand java;
  private final String config;
  private final Duration grace;
  private final HeadStart headStart;

  /**
   * A launcher.
   *
   * @param clusters the folder in which each cluster gets one of its own
   * @param java by what a node is started
   * @param config file with settings of nodes; empty for none
   * @param grace from the wish that a node ends to its being killed
   * @param headStart what the first nodes of a cluster have over the others
   */
  public LocalLauncher(
      Path clusters, JavaCommand java, String config, Duration grace, HeadStart headStart) {
    this.clusters = clusters.toAbsolutePath();
    this.java = java;
    this.config = config;
    this.grace = grace;
    this.headStart = headStart;
  }

  @Override
  public Launched ensure(LaunchOrder order) throws IOException, InterruptedException {
    var folder = folder(order.name());
    if (Files.exists(folder.resolve(NodePlace.REMOVED))) {
      throw new IOException(
          "job cluster %s was removed (expected: an order for a later generation)"
              .formatted(order.name()));
    }
    var trouble = "";
    var started = 0;
    for (var number = 1; number <= order.nodes(); number++) {
      var place = place(order.name(), number);
      if (place.isDead()) {
        trouble =
            "node %s ended; it said last: %s"
                .formatted(order.name().node(number), place.lastWords());
      }
      if (!place.isAlive()) {
        headStart.grant(started++);
        place.start(command(order, number, place));
      }
    }
    return new Launched(order.nodes(), trouble);
  }

  private List<String> command(LaunchOrder order, int number, NodePlace place) {
    var command = new ArrayList<>(java.words());
    command.addAll(NodeArguments.arguments(NodeArguments.settings(order, number)));
    command.addAll(List.of("--data", place.folder().toString()));
    if (!config.isEmpty()) {
      command.addAll(List.of("--config", Path.of(config).toAbsolutePath().toString()));
    }
    return command;
  }

  @Override
  public void remove(ClusterName name) throws IOException, InterruptedException {
    Files.createDirectories(folder(name));
    Files.writeString(folder(name).resolve(NodePlace.REMOVED), "");
    end(places(name), grace);
  }

  /**
   * Stops whatever nodes there are in {@code clusters}, for as long as nobody orders them again,
   * and returns how many were there once none runs any more. No coordinator must be there.
   */
  public static int stop(Path clusters, Duration grace) throws IOException, InterruptedException {
    var places = new ArrayList<NodePlace>();
    for (var cluster : folders(clusters.toAbsolutePath())) {
      for (var folder : folders(cluster)) {
        places.add(new NodePlace(folder));
      }
    }
    var alive = 0;
    for (var place : places) {
      alive += place.isAlive() ? 1 : 0;
    }
    end(places, grace);
    for (var place : places) {
      place.forget();
    }
    return alive;
  }

  private static void end(List<NodePlace> places, Duration grace)
      throws IOException, InterruptedException {
    for (var place : places) {
      place.end(false);
    }
    awaitEnd(places, grace);
    var until = System.nanoTime() + AFTER_KILL.toNanos();
    for (var place : places) {
      // Between taking the lock and saying who it is, a process cannot be killed.
      do {
        if (System.nanoTime() - until > 0) {
          throw new IOException("the node in %s still runs".formatted(place.folder()));
        }
        place.end(true);
      } while (!place.isFree(LOOK));
    }
  }

  private static void awaitEnd(List<NodePlace> places, Duration limit)
      throws IOException, InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    for (var place : places) {
      while (place.isAlive() && System.nanoTime() - until < 0) {
        Thread.sleep(LOOK.toMillis() / 10);
      }
    }
  }

  @Override
  public SortedSet<ClusterName> present() throws IOException {
    var names = new TreeSet<ClusterName>();
    for (var folder : folders(clusters)) {
      if (!Files.exists(folder.resolve(NodePlace.REMOVED))) {
        names.add(new ClusterName(folder.getFileName().toString()));
      }
    }
    return names;
  }

  /** Deletes what is left of clusters that were removed longer than {@code age} ago. */
  public void forget(Duration age) throws IOException {
    var before = Instant.now().minus(age);
    for (var folder : folders(clusters)) {
      var removed = folder.resolve(NodePlace.REMOVED);
      if (Files.exists(removed)
          && Files.getLastModifiedTime(removed).toInstant().isBefore(before)) {
        delete(folder);
      }
    }
  }

  /** What tells that it was removed goes last. */
  private static void delete(Path folder) throws IOException {
    for (var place : folders(folder)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(folder.resolve(NodePlace.REMOVED));
    Files.deleteIfExists(folder);
  }

  private Path folder(ClusterName name) {
    return clusters.resolve(name.value());
  }

  private NodePlace place(ClusterName name, int number) {
    return new NodePlace(folder(name).resolve(Integer.toString(number)));
  }

  private List<NodePlace> places(ClusterName name) throws IOException {
    return folders(folder(name)).stream().map(NodePlace::new).toList();
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
