package io.sampo.execution.local;

import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.execution.jvm.JavaExecutor;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.notebook.NotebookExecutor;
import io.sampo.execution.process.Mark;
import io.sampo.execution.process.ProcessHost;
import io.sampo.execution.shell.ShellExecutor;
import io.sampo.execution.sql.SqlExecutor;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Carries out attempts of every kind on this machine. Whoever makes one sweeps the {@link
 * io.sampo.execution.process.Orphans} of the node before, and has a {@link
 * io.sampo.execution.process.Sentinel} run beside it.
 */
public final class LocalExecutor implements Executor, AutoCloseable {

  private final LogLimit logLimit;
  private final ProcessHost processes;
  private final ShellExecutor shell;
  private final JavaExecutor java;
  private final NotebookExecutor notebook;
  private final SqlExecutor sql;

  /**
   * An executor.
   *
   * @param mark what every process started here carries
   * @param files where the bytes of pinned files are found
   * @param node the node's environment, of which tasks get PATH, HOME and LANG
   * @param logBytesMax what the log of an attempt may hold; at least 1 MiB
   */
  public LocalExecutor(Mark mark, FileSource files, Map<String, String> node, long logBytesMax) {
    logLimit = new LogLimit(logBytesMax);
    processes = new ProcessHost(mark, logLimit);
    shell = new ShellExecutor(processes, node);
    java = new JavaExecutor(files, logLimit);
    notebook = new NotebookExecutor(processes, files, node);
    sql = new SqlExecutor(files);
  }

  @Override
  public Execution launch(AttemptSpec spec, Consumer<Outcome> onEnd) {
    try {
      return begin(spec, onEnd);
    } catch (OutOfMemoryError | RuntimeException noThread) {
      onEnd.accept(new Outcome.Failed(false, "cannot be begun: " + noThread, null, null));
      return _ -> {};
    }
  }

  private Execution begin(AttemptSpec spec, Consumer<Outcome> onEnd) {
    return switch (spec.work()) {
      case Work.Shell work -> shell.launch(spec, work, onEnd);
      case Work.JavaClass work -> java.launch(spec, work, onEnd);
      case Work.Notebook work -> notebook.launch(spec, work, onEnd);
      case Work.Sql work -> sql.launch(spec, work, onEnd);
      case Work.Condition _, Work.ForEach _, Work.RunJob _ ->
          throw new IllegalArgumentException("no work for a worker: " + spec.work());
    };
  }

  /** Starts nothing any more. To be called when every attempt has ended. */
  @Override
  public void close() {
    processes.close();
    logLimit.close();
  }
}
