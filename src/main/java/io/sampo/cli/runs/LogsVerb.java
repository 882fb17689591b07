package io.sampo.cli.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.LogPlaces;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs logs}: what tasks wrote, as they wrote it; as JSON the paths of the logs. */
@Command(name = "logs", description = "Prints what tasks wrote; with -o json where the logs lie.")
public final class LogsVerb implements Callable<Integer> {

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "A task's key (default: every task, its last attempt).")
  private @Nullable String task;

  @Option(names = "--attempt", paramLabel = "N", description = "Counts from 0 (default: the last).")
  private @Nullable Integer attempt;

  public LogsVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  /** The log of one attempt, which may be on the machine of another node. */
  private record Log(String task, int attempt, String node, Path path) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (task == null && attempt != null) {
      throw Complaint.usage("--attempt: %d (expected: with a TASK)".formatted(attempt));
    }
    var tasks = snapshot().document().path("tasks");
    var logs = task == null ? last(tasks) : List.of(one(tasks, task));
    if (globals.isJson()) {
      globals.print(json -> write(json, logs));
    } else {
      for (var log : logs) {
        print(log);
      }
    }
    return ExitCode.OK.code();
  }

  private Snapshot snapshot() throws IOException, InterruptedException {
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      try (var client = server.get()) {
        return new ServerRuns(client).get(ServerRuns.id(run));
      }
    }
    var runs = new StoredRuns(globals.data(), nodes);
    return runs.read(runs.find(run)).orElseThrow(() -> runs.unknown(run));
  }

  private List<Log> last(JsonNode tasks) {
    var logs = new ArrayList<Log>();
    for (var each : tasks) {
      var attempts = each.path("attempts");
      if (!attempts.isEmpty()) {
        logs.add(log(each, attempts.path(attempts.size() - 1)));
      }
    }
    return logs;
  }

  private Log one(JsonNode tasks, String key) {
    for (var each : tasks) {
      if (each.path("task_key").asText().equals(key)) {
        return one(each);
      }
    }
    throw Complaint.notFound("task %s is not in run %s; see 'runs get'".formatted(key, run));
  }

  private Log one(JsonNode found) {
    var attempts = found.path("attempts");
    var number = attempt == null ? attempts.size() - 1 : attempt;
    for (var each : attempts) {
      if (each.path("attempt").asInt() == number) {
        return log(found, each);
      }
    }
    throw Complaint.notFound(
        "attempt %s of task %s in run %s (expected: one of the %d it has had, counted from 0)"
            .formatted(attempt == null ? "" : attempt, task, run, attempts.size()));
  }

  private Log log(JsonNode ofTask, JsonNode ofAttempt) {
    return new Log(
        ofTask.path("task_key").asText(),
        ofAttempt.path("attempt").asInt(),
        ofAttempt.path("node").asText(),
        new LogPlaces(new ClusterFolder(globals.data())).of(ofAttempt));
  }

  private void print(Log log) throws IOException {
    var out = globals.surroundings().out();
    if (task == null) {
      out.println("==> %s  attempt %d <==".formatted(log.task(), log.attempt()));
    }
    if (Files.exists(log.path())) {
      Files.copy(log.path(), out);
      out.flush();
    } else {
      globals
          .surroundings()
          .err()
          .println(
              "%s: is not on this machine; nothing was written yet, or it is where node %s is"
                  .formatted(log.path(), log.node()));
    }
  }

  private static void write(JsonGenerator json, List<Log> logs) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("logs");
    for (var log : logs) {
      json.writeStartObject();
      json.writeStringField("task_key", log.task());
      json.writeNumberField("attempt", log.attempt());
      json.writeStringField("log", log.path().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
