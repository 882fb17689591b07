package io.sampo.cli.view;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A terminal with a picture at its end that is redrawn in its place, at most ten times a second.
 * What must stay is written above it.
 */
public final class Screen {

  static final long REDRAW_EVERY_MILLIS = 100;
  private static final int ROWS_MAX = 40;

  /** Rows of the terminal that the picture leaves to its own first line and the cursor. */
  private static final int ROWS_KEPT = 2;

  private final PrintStream out;
  private final int rowsMax;
  private final List<String> pending = new ArrayList<>();
  private int drawn;
  private long nextDrawMillis = Long.MIN_VALUE;

  /**
   * The terminal at {@code out}.
   *
   * @param rows of the terminal
   */
  public Screen(PrintStream out, int rows) {
    this.out = out;
    this.rowsMax = Math.clamp(rows - ROWS_KEPT, 1, ROWS_MAX);
  }

  /** Rows that a picture may have below its first line. */
  public int rowsMax() {
    return rowsMax;
  }

  /** Writes lines that stay. */
  public void say(List<String> lines) {
    if (drawn == 0) {
      lines.forEach(out::println);
    } else {
      pending.addAll(lines);
      nextDrawMillis = Long.MIN_VALUE;
    }
  }

  /** Draws a new picture, if it is time for one. */
  public void tick(Supplier<List<String>> picture, long nowMillis) {
    if (nowMillis >= nextDrawMillis) {
      draw(picture.get());
      nextDrawMillis = nowMillis + REDRAW_EVERY_MILLIS;
    }
  }

  /** Draws a new picture now. */
  public void draw(List<String> picture) {
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
