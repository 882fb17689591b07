package io.sampo.execution.shell;

import io.sampo.execution.AttemptException;
import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.posix.Launch;
import io.sampo.execution.posix.ProcessEnd;
import io.sampo.execution.process.CommandPath;
import io.sampo.execution.process.ProcessHost;
import io.sampo.execution.process.ProcessWork;
import io.sampo.execution.process.TaskEnvironment;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Carries out commands, each in a process of its own. They set no task values. */
public final class ShellExecutor {

  private final ProcessHost processes;
  private final Map<String, String> node;

  /**
   * An executor.
   *
   * @param node the node's own environment
   */
  public ShellExecutor(ProcessHost processes, Map<String, String> node) {
    this.processes = processes;
    this.node = Map.copyOf(node);
  }

  /** Begins an attempt, as {@link Executor#launch} says. */
  public Executor.Execution launch(AttemptSpec spec, Work.Shell work, Consumer<Outcome> onEnd) {
    return processes.launch(spec, new Command(spec, work), onEnd);
  }

  private final class Command implements ProcessWork {

    private final AttemptSpec spec;
    private final Work.Shell work;

    private Command(AttemptSpec spec, Work.Shell work) {
      this.spec = spec;
      this.work = work;
    }

    @Override
    public Launch prepare() throws AttemptException, IOException {
      var log = spec.preparedLog();
      var environment = TaskEnvironment.of(spec, processes.mark(), node, work.environment());
      var directory = directory();
      var searchPath = environment.getOrDefault("PATH", "");
      var program = CommandPath.find(work.command().getFirst(), searchPath, directory);
      return new Launch(program.toString(), work.command(), environment, directory, log);
    }

    @Override
    public Outcome outcome(ProcessEnd end) {
      return switch (end) {
        case ProcessEnd.Exited(var code) when code == 0 -> Outcome.Succeeded.PLAIN;
        case ProcessEnd.Exited(var code) -> new Outcome.Failed(false, end.text(), code, null);
        case ProcessEnd.Killed _ -> new Outcome.Failed(false, end.text(), null, null);
      };
    }

    private Path directory() throws AttemptException, IOException {
      var named = work.workingDirectory();
      if (named == null) {
        return Files.createDirectories(spec.folder().resolve("work"));
      }
      var directory = Path.of(named);
      if (!Files.isDirectory(directory)) {
        throw new AttemptException(
            false, "working_directory: '%s' (expected: an existing folder)".formatted(named));
      }
      return directory;
    }
  }
}
