package io.sampo.outside.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sampo.outside.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine with one node: a place of the network, and a data folder that no other node uses. The
 * node's API, if it has one, answers within the place alone.
 */
final class Machine {

  private static final int LINES_SHOWN = 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A request by hand: no client beside the shell is needed in the place. */
  private static final String REQUEST =
      """
      exec 3<> /dev/tcp/127.0.0.1/7267 &&
      printf '%s %s HTTP/1.0\\r\\nHost: 127.0.0.1:7267\\r\\nAuthorization: Bearer %s\\r\\n' \
        "$1" "$2" "$3" >&3 &&
      printf 'Content-Type: application/json\\r\\nContent-Length: %s\\r\\n\\r\\n%s' \
        "$(printf %s "$4" | wc -c)" "$4" >&3 &&
      cat <&3
      """;

  private final Namespaces network;
  private final int place;
  private final String name;
  private final Path folder;
  private @Nullable Invocation process;

  Machine(Namespaces network, int place, String name, Path folder) {
    this.network = network;
    this.place = place;
    this.name = name;
    this.folder = folder;
  }

  int place() {
    return place;
  }

  String name() {
    return name;
  }

  Path token() {
    return folder.resolve("data/token");
  }

  /** Writes the settings of its node. */
  void configure(String settings) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("node.conf"), settings);
  }

  /** Starts its node. */
  void start() throws IOException {
    process = call(List.of("node", "--data", "data", "--config", "node.conf"));
  }

  /** Calls the command line on this machine. */
  Invocation call(List<String> arguments) throws IOException {
    return Invocation.start(words -> network.inside(place, words), folder, arguments);
  }

  /** Sends a signal to its node. */
  void signal(String signal) throws IOException, InterruptedException {
    if (process != null) {
      process.signal(signal);
    }
  }

  /** Kills its node, and waits until all that it ran is gone. */
  void kill() throws IOException {
    process = null;
    network.clear(place);
  }

  boolean isRunning() {
    return process != null;
  }

  /** What its node has logged, and what it has complained of outside of its log. */
  String log() throws IOException {
    var log = folder.resolve("data/cluster/nodes").resolve(name).resolve("node.log");
    return (process == null ? "" : process.err())
        + (Files.exists(log) ? Files.readString(log, UTF_8) : "");
  }

  /** The last lines of it, for failures of tests. */
  String endOfLog() {
    try {
      var lines = log().lines().toList();
      var end = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
      return String.join("\n", end);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Whether what its node has fetched has these bytes. */
  boolean keeps(byte[] bytes) throws IOException {
    try (var files = Files.walk(folder.resolve("data/cluster/nodes").resolve(name))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What its node answers; missing if it does not, or has nothing to say. */
  JsonNode ask(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    var words = List.of("timeout", "15", "bash", "-c", REQUEST, "-", method, path, token, body);
    var asked =
        new ProcessBuilder(network.inside(place, words))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
    asked.waitFor();
    var begin = answer.indexOf("\r\n\r\n");
    return begin > 0 && answer.startsWith("200", answer.indexOf(' ') + 1)
        ? JSON.readTree(answer.substring(begin))
        : MissingNode.getInstance();
  }
}
