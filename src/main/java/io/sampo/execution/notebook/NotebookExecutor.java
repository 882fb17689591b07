package io.sampo.execution.notebook;

import io.sampo.execution.AttemptException;
import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.execution.notebook.kernel.KernelFiles;
import io.sampo.execution.notebook.kernel.NotebookKernel;
import io.sampo.execution.notebook.kernel.NotebookSource;
import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.ProcessEnd;
import io.sampo.execution.process.ProcessHost;
import io.sampo.execution.process.ProcessWork;
import io.sampo.execution.process.TaskEnvironment;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Carries out notebooks in Java, each in a JVM of its own. Request and result travel as files in
 * {@code kernel} of the attempt's folder; what the notebook prints goes to the log.
 */
public final class NotebookExecutor {

  /** The task value that holds what the notebook gave to {@code dbutils.notebook.exit}. */
  public static final String EXIT_VALUE = KernelFiles.EXIT_VALUE;

  private final ProcessHost processes;
  private final FileSource source;
  private final Map<String, String> node;
  private final KernelCommand command;

  /**
   * An executor.
   *
   * @param node the node's own environment
   */
  public NotebookExecutor(ProcessHost processes, FileSource source, Map<String, String> node) {
    this.processes = processes;
    this.source = source;
    this.node = Map.copyOf(node);
    this.command = KernelCommand.ofThisJvm();
  }

  /** Begins an attempt, as {@link Executor#launch} says. */
  public Executor.Execution launch(AttemptSpec spec, Work.Notebook work, Consumer<Outcome> onEnd) {
    var notebook = new Notebook(spec, work);
    return processes.launch(
        spec,
        notebook,
        outcome -> {
          notebook.temporary.remove();
          onEnd.accept(outcome);
        });
  }

  private final class Notebook implements ProcessWork {

    private final AttemptSpec spec;
    private final Work.Notebook work;
    private final KernelFiles files;
    private final TemporaryFolder temporary;

    private Notebook(AttemptSpec spec, Work.Notebook work) {
      this.spec = spec;
      this.work = work;
      this.files = new KernelFiles(spec.folder().resolve("kernel"));
      this.temporary = new TemporaryFolder(spec.folder().resolve("tmp"));
    }

    @Override
    public Launch prepare() throws AttemptException, IOException {
      var log = spec.preparedLog();
      NotebookLanguage.requireJava(work.notebook());
      var text = Files.readString(spec.pinned(work.notebook(), source));
      NotebookSource.parse(text);
      files.writeRequest(
          new KernelFiles.Request(text, spec.pushedDown(work.baseParameters()), upstream(text)));
      temporary.create();
      var directory = Files.createDirectories(spec.folder().resolve("work"));
      return new Launch(
          command.program().toString(),
          command.arguments(files.folder(), temporary.path()),
          TaskEnvironment.of(spec, processes.mark(), node, Map.of()),
          directory,
          log);
    }

    @Override
    public Outcome outcome(ProcessEnd end) throws IOException {
      var failure = files.failure();
      if (failure.isPresent()) {
        var message = failure.get().message();
        return new Outcome.Failed(false, message, null, failure.get().exception());
      }
      return switch (end) {
        case ProcessEnd.Exited(var code) when code == 0 && files.isCompleted() ->
            new Outcome.Succeeded(files.values());
        case ProcessEnd.Exited(var code) ->
            new Outcome.Failed(
                false, end.text() + " before the end of the notebook" + advice(code), code, null);
        case ProcessEnd.Killed _ -> new Outcome.Failed(false, end.text(), null, null);
      };
    }

    private static String advice(int code) {
      return code == 0 ? " (to end it early as a success, use dbutils.notebook.exit)" : "";
    }

    /** Asked for only if the notebook can use them, as asking may take its time. */
    private Map<String, Map<String, String>> upstream(String text) {
      return text.contains("taskValues")
          ? spec.upstreamValues().get().entrySet().stream()
              .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue))
          : Map.of();
    }
  }

  /** How a JVM for a notebook is started. */
  private record KernelCommand(Path program, String classPath) {

    /** Flags for a JVM that lives for seconds: it should start fast rather than become fast. */
    private static final List<String> FLAGS =
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    static KernelCommand ofThisJvm() {
      var program = Path.of(System.getProperty("java.home"), "bin", "java");
      return new KernelCommand(program, KernelClassPath.ofThisJvm());
    }

    List<String> arguments(Path files, Path temporary) {
      var words = new ArrayList<String>();
      words.add("java");
      words.addAll(FLAGS);
      words.add("-Djava.io.tmpdir=" + temporary);
      words.addAll(List.of("-cp", classPath, NotebookKernel.class.getName(), files.toString()));
      return words;
    }
  }
}
