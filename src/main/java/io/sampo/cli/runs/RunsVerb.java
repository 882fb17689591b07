package io.sampo.cli.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.folder.RunLock;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.Results;
import io.sampo.cli.view.Summary;
import io.sampo.cli.view.Table;
import io.sampo.cli.view.Wording;
import io.sampo.model.RunId;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs}: what a server knows of runs, or the data folder where there is none. */
@Command(
    name = "runs",
    description = "The runs on a server or, where there is none, in the data folder.")
public final class RunsVerb {

  private static final List<String> HEADINGS =
      List.of("RUN", "JOB", "STATE", "RESULT", "START", "DURATION", "");

  private static final int LIMIT_MAX = 100_000;

  private final Globals globals;
  private final Nodes nodes;

  @Mixin private final ServerOptions servers;

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public RunsVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Command(
      name = "list",
      description = "Lists runs, the newest first; runs that are part of one come right after it.")
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              description = "How many a server tells of at most (default: 100).")
          int limit)
      throws IOException, InterruptedException {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw Complaint.usage("--limit: %d (expected: 1 to %d)".formatted(limit, LIMIT_MAX));
    }
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      try (var client = server.get()) {
        show(new ServerRuns(client).list(limit), RunsVerb::part);
        return ExitCode.OK.code();
      }
    }
    return listStored();
  }

  private int listStored() throws IOException {
    var runs = new StoredRuns(globals.data(), nodes);
    var found = new ArrayList<Snapshot>();
    var complaints = 0;
    for (var run : runs.roots().reversed()) {
      try {
        found.addAll(runs.readWithParts(run));
      } catch (IOException | RuntimeException e) {
        globals.surroundings().err().println("run %s: %s".formatted(run, e.getMessage()));
        complaints++;
      }
    }
    show(found, snapshot -> remark(runs, snapshot));
    return (complaints == 0 ? ExitCode.OK : ExitCode.ERROR).code();
  }

  @Command(name = "get", description = "Shows a run: its tasks, attempts and values.")
  int get(@Parameters(paramLabel = "RUN", description = "The run's id.") String run)
      throws IOException, InterruptedException {
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      try (var client = server.get()) {
        new Results(globals).print(new ServerRuns(client).get(ServerRuns.id(run)));
        return ExitCode.OK.code();
      }
    }
    var runs = new StoredRuns(globals.data(), nodes);
    new Results(globals).print(runs.read(runs.find(run)).orElseThrow(() -> runs.unknown(run)));
    return ExitCode.OK.code();
  }

  /** What stands at the end of a row. */
  @FunctionalInterface
  private interface Remark {
    String on(Snapshot snapshot) throws IOException;
  }

  private void show(List<Snapshot> found, Remark remark) throws IOException {
    if (globals.isJson()) {
      globals.print(json -> write(json, found));
    } else {
      print(found, remark);
    }
  }

  private void print(List<Snapshot> found, Remark remark) throws IOException {
    var now = globals.surroundings().clock().millis();
    var table = new Table(HEADINGS);
    for (var snapshot : found) {
      var run = snapshot.document();
      table.add(
          List.of(
              run.path("run_id").asText(),
              Wording.clean(snapshot.jobName()),
              run.path("state").asText(),
              text(run.path("result")),
              time(run.path("start_time")),
              Summary.duration(run, now),
              remark.on(snapshot)));
    }
    table.lines().forEach(globals.surroundings().out()::println);
  }

  /** A run that has not ended and that nobody carries out waits to be resumed. */
  private static String remark(StoredRuns runs, Snapshot snapshot) throws IOException {
    if (snapshot.parent() != null) {
      return part(snapshot);
    }
    var run = snapshot.document();
    var id = new RunId(run.path("run_id").asLong());
    var isOpen = run.path("result").isNull();
    return isOpen && RunLock.holder(runs.data().run(id)).isEmpty()
        ? "interrupted: scripts/sampo resume " + id
        : "";
  }

  private static String part(Snapshot snapshot) {
    return snapshot.parent() == null ? "" : "part of run " + snapshot.parent();
  }

  private static String text(JsonNode value) {
    return value.asText("");
  }

  private static String time(JsonNode millis) {
    return Optional.of(millis)
        .filter(JsonNode::isNumber)
        .map(at -> Instant.ofEpochMilli(at.asLong()).truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("");
  }

  private static void write(JsonGenerator json, List<Snapshot> found) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (var snapshot : found) {
      var run = snapshot.document();
      json.writeStartObject();
      json.writeNumberField("run_id", run.path("run_id").asLong());
      var parent = snapshot.parent();
      if (parent == null) {
        json.writeNullField("parent_run_id");
      } else {
        json.writeNumberField("parent_run_id", parent);
      }
      json.writeStringField("job_name", snapshot.jobName());
      for (var field : List.of("state", "result", "message")) {
        json.writeStringField(field, run.path(field).textValue());
      }
      for (var field : List.of("start_time", "end_time")) {
        writeTime(json, field, run.path(field));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeTime(JsonGenerator json, String field, JsonNode millis)
      throws IOException {
    if (millis.isNumber()) {
      json.writeNumberField(field, millis.asLong());
    } else {
      json.writeNullField(field);
    }
  }
}
