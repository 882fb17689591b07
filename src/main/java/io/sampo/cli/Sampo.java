package io.sampo.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.cli.bench.BenchVerb;
import io.sampo.cli.cluster.ClusterVerb;
import io.sampo.cli.cluster.PostgresDatabase;
import io.sampo.cli.cluster.process.JvmCommand;
import io.sampo.cli.node.MemberNodes;
import io.sampo.cli.node.NodeVerb;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.process.Interrupts;
import io.sampo.cli.runs.CancelVerb;
import io.sampo.cli.runs.EventsVerb;
import io.sampo.cli.runs.LogsVerb;
import io.sampo.cli.runs.MarkVerb;
import io.sampo.cli.runs.RepairVerb;
import io.sampo.cli.runs.RunsVerb;
import io.sampo.cli.runs.WatchVerb;
import io.sampo.cli.runs.WhyVerb;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.session.Surroundings;
import io.sampo.cli.submit.SubmitVerb;
import io.sampo.cli.usage.Globals;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry. */
@Command(
    name = "sampo",
    description = "Runs jobs, which are DAGs of tasks, on a cluster of actors.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "sampo 0.1.0")
public final class Sampo {

  @Mixin private final Globals globals;

  private final Means means;

  private Sampo(Surroundings surroundings, Means means) {
    this.globals = new Globals(surroundings);
    this.means = means;
  }

  public static void main(String[] arguments) {
    var interrupts = new Interrupts(Runtime.getRuntime()::halt);
    var surroundings = Surroundings.ofThisProcess(interrupts);
    var command = new JvmCommand(surroundings.properties(), surroundings.environment());
    var means = new Means(new EmbeddedNodes(), new MemberNodes(), command, new PostgresDatabase());
    System.exit(execute(surroundings, means, arguments));
  }

  /** Carries out one command in {@code surroundings}, and returns the exit code. */
  static int execute(Surroundings surroundings, Means means, String... arguments) {
    return new Sampo(surroundings, means).execute(arguments);
  }

  private int execute(String... arguments) {
    try {
      return commandLine(arguments).execute(arguments);
    } catch (Error e) {
      complain(Complaint.failure(e.toString()), globals.isJson());
      trace(e);
      return ExitCode.ERROR.code();
    } finally {
      globals.surroundings().out().flush();
      globals.surroundings().err().flush();
    }
  }

  /** Of the verbs, the one that is named first, or else all: describing each takes a while. */
  private CommandLine commandLine(String[] arguments) {
    var verbs = verbs();
    var named = arguments.length == 0 ? null : verbs.get(arguments[0]);
    var line = new CommandLine(this);
    (named == null ? verbs.values() : List.of(named))
        .forEach(verb -> line.addSubcommand(verb.get()));
    return line.setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(false)
        .setOut(new PrintWriter(globals.surroundings().out(), true, UTF_8))
        .setErr(new PrintWriter(globals.surroundings().err(), true, UTF_8))
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(this::failed);
  }

  private Map<String, Supplier<Object>> verbs() {
    var nodes = means.nodes();
    var verbs = new LinkedHashMap<String, Supplier<Object>>();
    verbs.put("run", () -> new RunVerb(globals, nodes));
    verbs.put("resume", () -> new ResumeVerb(globals, nodes));
    verbs.put("validate", () -> new ValidateVerb(globals));
    verbs.put("simulate", () -> new SimulateVerb(globals, nodes));
    verbs.put("import", () -> new ImportVerb(globals));
    verbs.put("config", this::config);
    verbs.put("runs", this::runs);
    verbs.put("submit", () -> new SubmitVerb(globals));
    verbs.put("node", () -> new NodeVerb(globals, means.cluster()));
    verbs.put("bench", () -> new BenchVerb(globals, means.command(), means.database()));
    verbs.put("cluster", () -> new ClusterVerb(globals, means.command(), means.database()));
    return verbs;
  }

  private CommandLine config() {
    var config = new ConfigVerb(globals);
    return new CommandLine(config).addSubcommand(config.printer());
  }

  private CommandLine runs() {
    var nodes = means.nodes();
    var servers = new ServerOptions();
    return new CommandLine(new RunsVerb(globals, nodes, servers))
        .addSubcommand(new CancelVerb(globals, nodes, servers))
        .addSubcommand(new RepairVerb(globals, nodes, servers))
        .addSubcommand(new MarkVerb(globals, nodes, servers))
        .addSubcommand(new LogsVerb(globals, nodes, servers))
        .addSubcommand(new WhyVerb(globals, nodes, servers))
        .addSubcommand(new EventsVerb(globals, nodes, servers))
        .addSubcommand(new WatchVerb(globals, servers));
  }

  private int misused(ParameterException e, String[] arguments) {
    var suggestions =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.<String>of();
    var meant = suggestions.isEmpty() ? "" : " (did you mean '%s'?)".formatted(suggestions.get(0));
    var name = e.getCommandLine().getCommandSpec().qualifiedName();
    complain(
        Complaint.usage("%s%s; see '%s --help'".formatted(e.getMessage(), meant, name)),
        globals.isJson() || asksForJson(arguments));
    return ExitCode.USAGE.code();
  }

  /** Whether JSON is asked for by a command line that could not be understood as a whole. */
  private static boolean asksForJson(String[] arguments) {
    var line = " " + String.join(" ", arguments) + " ";
    return Stream.of(" -o json ", " -ojson ", " -o=json ", " --output json ", " --output=json ")
        .anyMatch(line::contains);
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    var complaint = e instanceof Complaint made ? made : Complaint.failure(message(e));
    complain(complaint, globals.isJson());
    if (!(e instanceof Complaint)) {
      trace(e);
    }
    return complaint.exitCode().code();
  }

  private void trace(Throwable unexpected) {
    if (globals.surroundings().isDebugging()) {
      unexpected.printStackTrace(globals.surroundings().err());
    }
  }

  private static String message(Exception e) {
    if (e instanceof FileSystemException file) {
      return unusable(file);
    }
    var message = e.getMessage();
    return message == null || !(e instanceof RuntimeException)
        ? e.toString()
        : message.lines().findFirst().orElse("");
  }

  private static String unusable(FileSystemException e) {
    var reason =
        switch (e) {
          case NoSuchFileException _ -> "No such file or directory";
          case AccessDeniedException _ -> "Permission denied";
          case FileAlreadyExistsException _ -> "exists and is no folder";
          case FileSystemException other -> String.valueOf(other.getReason());
        };
    return "%s: %s (expected: a place that can be used)".formatted(e.getFile(), reason);
  }

  private void complain(Complaint complaint, boolean asJson) {
    var message = String.valueOf(complaint.getMessage());
    globals.surroundings().err().println(asJson ? json(complaint.errorCode(), message) : message);
  }

  private static String json(String errorCode, String message) {
    return Globals.text(json -> {
      json.writeStartObject();
      json.writeStringField("error_code", errorCode);
      json.writeStringField("message", message);
      json.writeEndObject();
    });
  }
}
