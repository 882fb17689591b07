package io.sampo.campaign.check.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.check.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder that a campaign leaves behind: {@code client.jsonl}, {@code runs.jsonl}, {@code
 * effects}.
 */
public record HistoryFolder(Path root) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the client and the killer write. */
  public Path client() {
    return root.resolve("client.jsonl");
  }

  /** The documents of all runs once all is over. */
  public Path runs() {
    return root.resolve("runs.jsonl");
  }

  /** What the tasks write. */
  public Path effects() {
    return root.resolve("effects");
  }

  /** The history as it is in the files. */
  public History read() throws IOException {
    return history(objects(client()), objects(runs()), Files.readAllLines(effects()));
  }

  /** The history that some lines tell of. */
  public static History history(List<JsonNode> client, List<JsonNode> runs, List<String> effects) {
    var told = new ClientFile();
    client.forEach(told::add);
    return new History(
        told.jobs,
        told.wishes,
        told.told,
        runs.stream().map(RunsFile::run).toList(),
        EffectsFile.executions(effects),
        told.faults,
        told.leftovers,
        told.limits());
  }

  private static List<JsonNode> objects(Path file) throws IOException {
    var objects = new ArrayList<JsonNode>();
    for (var line : Files.readAllLines(file)) {
      objects.add(JSON.readTree(line));
    }
    return objects;
  }
}
