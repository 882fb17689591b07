package io.sampo.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.model.RunId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The runs of a server. */
public final class ServerRuns {

  /** Where Sampo's own routes for runs are. */
  public static final String PATH = "/api/sampo/1/runs";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;
  private static final int STREAM_TURNS_MAX = 10;
  private static final long PAUSE_MILLIS = 200;

  private final ServerClient client;

  public ServerRuns(ServerClient client) {
    this.client = client;
  }

  /**
   * The id that {@code text} is.
   *
   * @throws Complaint if it can be none
   */
  public static RunId id(String text) {
    return DataFolder.id(text)
        .orElseThrow(() -> Complaint.notFound("run '%s' (expected: a number)".formatted(text)));
  }

  /** The path of a run. */
  public static String path(RunId run) {
    return PATH + "/" + run;
  }

  /** A run as it stands. */
  public Snapshot get(RunId run) throws InterruptedException {
    return snapshot(client.get(path(run)));
  }

  /** The newest runs, as rows of a list. */
  public List<Snapshot> list(int limit) throws InterruptedException {
    var found = new ArrayList<Snapshot>();
    var token = "";
    do {
      var size = Math.min(PAGE, limit - found.size());
      var after = token.isEmpty() ? "" : "&page_token=" + encoded(token);
      var page = client.get("%s?limit=%d%s".formatted(PATH, size, after));
      for (var run : page.path("runs")) {
        found.add(snapshot(run));
      }
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty() && found.size() < limit);
    return found;
  }

  /** Asks for the end of a run. */
  public void cancel(RunId run) throws InterruptedException {
    var body = JSON.createObjectNode().put("run_id", run.value());
    client.post("/api/2.2/jobs/runs/cancel", body);
  }

  /** Why a task stands where it does, as JSON. */
  public JsonNode why(RunId run, String task) throws InterruptedException {
    return client.get("%s/tasks/%s/why".formatted(path(run), encoded(task)));
  }

  /** Passes on every event there is when this is called, as JSON lines. */
  public void events(RunId run, Consumer<String> line) throws InterruptedException {
    var last = get(run).document().path("seq").asLong();
    var seen = 0L;
    for (var turn = 0; seen < last && turn < STREAM_TURNS_MAX; turn++) {
      try (var stream = client.open(path(run) + "/events", seen == 0 ? null : "" + seen)) {
        for (var event = stream.next(); event != null; event = stream.next()) {
          seen = seq(event.id(), seen);
          line.accept(event.data());
          if (seen >= last) {
            return;
          }
        }
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
    if (seen < last) {
      throw Complaint.unreachable(
          "run %s: the stream of events broke after %d of %d".formatted(run, seen, last));
    }
  }

  /** The number that an event's id is; {@code otherwise} if it is none. */
  public static long seq(String id, long otherwise) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static Snapshot snapshot(JsonNode run) {
    var parent = run.path("parent_run_id");
    return new Snapshot(
        run.path("job_name").asText(""), parent.isNumber() ? parent.asLong() : null, run);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
