package io.sampo.cli.cluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts processes of nodes in sessions of their own, so that they outlive whoever started them.
 *
 * @param command of a node
 */
public record NodeLaunch(NodeCommand command) {

  /** Where this process's own ways are told; a node has its file. */
  private static final List<String> NOT_INHERITED =
      List.of("SAMPO_HOST", "SAMPO_TOKEN", "SAMPO_DATA", "SAMPO_NODE_", "SAMPO_API_");

  /** Starts the node of {@code place}, whose settings are written, and returns who keeps it. */
  public Process start(Path data, NodePlace place) throws IOException {
    Files.deleteIfExists(place.ended());
    Files.deleteIfExists(place.pid());
    Files.writeString(place.script(), script(data, place));
    var builder =
        new ProcessBuilder("setsid", "sh", place.script().toString())
            .directory(place.root().toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(Redirect.to(place.output().toFile()))
            .redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
    return builder.start();
  }

  private String script(Path data, NodePlace place) throws IOException {
    var words =
        command.words(data, place.conf()).stream()
            .map(NodeLaunch::quote)
            .collect(Collectors.joining(" \\\n  "));
    return Stream.of(
            "pid=" + quote(place.pid().toString()),
            "ended=" + quote(place.ended().toString()),
            "set -- " + words,
            keep())
        .collect(Collectors.joining("\n"));
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String keep() {
    try (var script = NodeLaunch.class.getResourceAsStream("keep.sh")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
