package io.sampo.campaign.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.campaign.client.Server.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a server has of all runs, once nothing changes any more. */
public record Harvest(Server server) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUNS = "/api/sampo/1/runs";
  private static final int TURNS_MAX = 60;

  /**
   * Writes the documents of all runs, one in a line, and their events, as many in each line as the
   * run has.
   */
  public void write(Path runs, Path events) throws IOException, InterruptedException {
    var documents = new ArrayList<String>();
    var histories = new ArrayList<String>();
    for (var run : listed()) {
      var id = run.path("run_id").asLong();
      var line = JSON.createObjectNode().put("job_name", run.path("job_name").asText());
      line.set("document", get(RUNS + "/" + id));
      documents.add(line.toString());
      if (run.path("end_time").isNumber()) {
        var history = JSON.createObjectNode().put("run", id);
        history.set("events", get(RUNS + "/" + id + "/events"));
        histories.add(history.toString());
      }
    }
    Files.write(runs, documents);
    Files.write(events, histories);
  }

  private List<JsonNode> listed() throws IOException, InterruptedException {
    var runs = new ArrayList<JsonNode>();
    var page = get(RUNS + "?limit=100");
    page.path("runs").forEach(runs::add);
    while (page.path("next_page_token").isTextual()) {
      page = get(RUNS + "?limit=100&page_token=" + page.path("next_page_token").asText());
      page.path("runs").forEach(runs::add);
    }
    return runs;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    var last = new Answer(0, JSON.nullNode());
    for (var turn = 0; turn < TURNS_MAX; turn++) {
      last = server.get(server.nodes().get(turn % server.nodes().size()), path);
      if (last.isGranted()) {
        return last.body();
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new IOException("%s: %s (expected: an answer of a node)".formatted(path, last));
  }
}
