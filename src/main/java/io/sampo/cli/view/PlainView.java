package io.sampo.cli.view;

import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** One line for each change: for logs, pipes, and people who like it that way. */
public final class PlainView implements RunView {

  private final PrintStream out;
  private final Path folder;

  /** A view of the run that lies in {@code folder}. */
  public PlainView(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  @Override
  public void changed(RunEvent event, RunHistory history) {
    say(new Changes(history, folder).lines(event));
  }

  @Override
  public void say(List<String> lines) {
    lines.forEach(out::println);
  }

  @Override
  public void tick(RunHistory history, long nowMillis) {}

  @Override
  public void finish(RunHistory history, long nowMillis) {}
}
