package io.sampo.execution.notebook.kernel;

/**
 * One cell of a notebook.
 *
 * @param number counts from 1, as people count the cells of the notebook
 * @param line of the file where its text begins; counts from 1
 * @param text the lines between its separators
 */
public record Cell(int number, int line, String text) {

  /** The line of the file on which the character at {@code offset} of the text lies. */
  public int lineAt(int offset) {
    var before = text.substring(0, Math.clamp(offset, 0, text.length()));
    return line + (int) before.chars().filter(letter -> letter == '\n').count();
  }

  /** How people find a line of the file that lies in this cell: {@code cell 3, line 41}. */
  public String place(int lineOfFile) {
    return "cell %d, line %d".formatted(number, lineOfFile);
  }
}
