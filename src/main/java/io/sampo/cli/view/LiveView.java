package io.sampo.cli.view;

import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture of the run that is redrawn in its place, at most ten times a second. What must stay, a
 * failure for one, is written above it.
 */
public final class LiveView implements RunView {

  static final long REDRAW_EVERY_MILLIS = 100;
  private static final int ROWS_MAX = 40;

  /** Rows of the terminal that the picture leaves to its own first line and the cursor. */
  private static final int ROWS_KEPT = 2;

  private final PrintStream out;
  private final Path folder;
  private final String title;
  private final int columns;
  private final int rowsMax;
  private final List<String> pending = new ArrayList<>();
  private int drawn;
  private long nextDrawMillis = Long.MIN_VALUE;

  /**
   * A view of the run that lies in {@code folder}.
   *
   * @param title names the run in the picture's first line
   * @param rows of the terminal
   */
  public LiveView(PrintStream out, Path folder, String title, int columns, int rows) {
    this.out = out;
    this.folder = folder;
    this.title = title;
    this.columns = columns;
    this.rowsMax = Math.clamp(rows - ROWS_KEPT, 1, ROWS_MAX);
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
    if (drawn == 0) {
      lines.forEach(out::println);
    } else {
      pending.addAll(lines);
      nextDrawMillis = Long.MIN_VALUE;
    }
  }

  @Override
  public void tick(RunHistory history, long nowMillis) {
    if (nowMillis >= nextDrawMillis) {
      draw(history, nowMillis);
      nextDrawMillis = nowMillis + REDRAW_EVERY_MILLIS;
    }
  }

  @Override
  public void finish(RunHistory history, long nowMillis) {
    draw(history, nowMillis);
  }

  private void draw(RunHistory history, long nowMillis) {
    var picture =
        history.seq() == 0
            ? List.<String>of()
            : Frame.lines(history, title, nowMillis, columns, rowsMax);
    var text = new StringBuilder();
    if (drawn > 0) {
      text.append("\u001b[%dA\u001b[J".formatted(drawn));
    }
    pending.forEach(line -> text.append(line).append('\n'));
    picture.forEach(line -> text.append(line).append('\n'));
    out.print(text);
    out.flush();
    pending.clear();
    drawn = picture.size();
  }
}
