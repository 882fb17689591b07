package io.sampo.cli.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What lies in the folder of one node. */
public record NodePlace(Path root) {

  /** By what a node ends when the whole cluster does. */
  public static final String DOWN = "down";

  /** Its settings, written anew whenever it is started. */
  public Path conf() {
    return root.resolve("node.conf");
  }

  /** Keeps its JVM: the command, and what happens when it ends. */
  public Path script() {
    return root.resolve("start.sh");
  }

  /** Names its process. */
  public Path pid() {
    return root.resolve("pid");
  }

  /** There as long as the node is down because somebody ended it. */
  public Path ended() {
    return root.resolve("ended");
  }

  /** What the process wrote outside its log. */
  public Path output() {
    return root.resolve("out.log");
  }

  public Path log() {
    return root.resolve("node.log");
  }

  /** Its process, if it runs. */
  public Optional<NodeProcess> process() {
    return NodeProcess.alive(pid());
  }

  /** Whether somebody ended this node alone, and did not start it again. */
  public boolean isKilled() {
    try {
      return !Files.readString(ended()).equals(DOWN);
    } catch (IOException none) {
      return false;
    }
  }

  /**
   * Keeps the node from being started again by its script.
   *
   * @param by what ended it
   */
  public void end(String by) throws IOException {
    if (Files.isDirectory(root)) {
      Files.writeString(ended(), by);
    }
  }
}
