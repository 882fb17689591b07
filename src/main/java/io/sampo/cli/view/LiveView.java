package io.sampo.cli.view;

import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** A picture of the run on a {@link Screen}. What must stay, a failure for one, is above it. */
public final class LiveView implements RunView {

  private final Screen screen;
  private final Path folder;
  private final String title;
  private final int columns;

  /**
   * A view of the run that lies in {@code folder}.
   *
   * @param title names the run in the picture's first line
   * @param rows of the terminal
   */
  public LiveView(PrintStream out, Path folder, String title, int columns, int rows) {
    this.screen = new Screen(out, rows);
    this.folder = folder;
    this.title = title;
    this.columns = columns;
  }

  @Override
  public void changed(RunEvent event, RunHistory history) {
    var lasting = new Changes(history, folder).lasting(event);
    if (!lasting.isEmpty()) {
      say(lasting);
    }
  }

  @Override
  public void say(List<String> lines) {
    screen.say(lines);
  }

  @Override
  public void tick(RunHistory history, long nowMillis) {
    screen.tick(() -> picture(history, nowMillis), nowMillis);
  }

  @Override
  public void finish(RunHistory history, long nowMillis) {
    screen.draw(picture(history, nowMillis));
  }

  private List<String> picture(RunHistory history, long nowMillis) {
    return history.seq() == 0
        ? List.of()
        : Frame.lines(history, title, nowMillis, columns, screen.rowsMax());
  }
}
