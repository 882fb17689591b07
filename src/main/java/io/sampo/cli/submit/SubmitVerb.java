package io.sampo.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.JobArgument;
import io.sampo.cli.view.Wording;
import io.sampo.cli.watch.RunWatch;
import io.sampo.definition.body.JobBody;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code submit}: starts a run of a job file on a server. */
@Command(
    name = "submit",
    description = {
      "Starts a run on a server, with the files that its tasks name.",
      "With --watch it stays with the run, and the exit code is the run's."
    })
public final class SubmitVerb implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern JOB_ID = Pattern.compile("[0-9]+");

  private final Globals globals;

  @Parameters(paramLabel = "JOB|JOB_ID", description = "A job file, in YAML or JSON.")
  private String job = "";

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job. Of several with one name the last wins.")
  private List<String> parameters = List.of();

  @Option(names = "--watch", description = "Shows the run to its end; Ctrl-C only detaches.")
  private boolean watch;

  @Mixin private ServerOptions servers = new ServerOptions();

  public SubmitVerb(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (JOB_ID.matcher(job).matches()) {
      throw Complaint.usage(
          "%s: a run of a stored job (run-now) is not there yet (expected: a job file)"
              .formatted(job));
    }
    var argument = JobArgument.readForCluster(globals, Path.of(job));
    var values = JobArgument.parameters(globals, argument.job(), argument.file(), parameters);
    try (var client = watch ? servers.watchingClient(globals) : servers.client(globals)) {
      argument.remarks().forEach(globals.surroundings().err()::println);
      var others = argument.settledOthers(globals);
      var jobs = new ArrayList<JobDefinition>(List.of(argument.job()));
      jobs.addAll(others.values());
      var files = PinnedFiles.of(jobs);
      var body = JSON.createObjectNode();
      body.set("job", JobBody.of(argument.file(), argument.job()));
      var bodies = body.putObject("jobs");
      for (var other : others.entrySet()) {
        bodies.set(other.getKey(), JobBody.of(Path.of(other.getKey()), other.getValue()));
      }
      values.forEach(body.putObject("parameters")::put);
      var hashes = body.putObject("files");
      files.hashes().forEach((path, hash) -> hashes.put(path, hash.hex()));
      body.put("path", argument.file().toAbsolutePath().normalize().toString());
      body.put("idempotency_token", UUID.randomUUID().toString());
      client.learnNodes();
      return started(submit(client, body, files), argument.job(), client);
    }
  }

  /**
   * A token makes it safe to ask again, whatever became of the first time. A file that was there a
   * moment ago may be gone: then it is sent once more.
   */
  private RunId submit(ServerClient client, ObjectNode body, PinnedFiles files)
      throws InterruptedException {
    files.send(client, globals.surroundings().err()::println);
    try {
      return run(client.post(ServerRuns.PATH, body));
    } catch (Complaint refusal) {
      if (!refusal.errorCode().equals("FILES_MISSING")) {
        throw refusal;
      }
      files.send(client, globals.surroundings().err()::println);
      return run(client.post(ServerRuns.PATH, body));
    }
  }

  private static RunId run(JsonNode answer) {
    var run = answer.path("run_id");
    try {
      return new RunId(run.asLong());
    } catch (IllegalArgumentException e) {
      throw Complaint.failure("the server answers run_id %s (expected: an id)".formatted(run));
    }
  }

  private int started(RunId run, JobDefinition submitted, ServerClient client)
      throws InterruptedException {
    var err = globals.surroundings().err();
    var line = "run %s  %s".formatted(run, Wording.clean(submitted.name()));
    if (watch) {
      err.println("%s  %s".formatted(line, client.node()));
      return new RunWatch(globals, client, run).toEnd(true);
    }
    if (globals.isJson()) {
      globals.print(json -> {
        json.writeStartObject();
        json.writeNumberField("run_id", run.value());
        json.writeEndObject();
      });
    } else {
      globals.surroundings().out().println(line);
      err.println("scripts/sampo %sruns watch %s".formatted(globals.dataOption(), run));
    }
    return ExitCode.OK.code();
  }
}
