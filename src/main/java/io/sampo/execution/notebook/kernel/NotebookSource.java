package io.sampo.execution.notebook.kernel;

import io.sampo.execution.AttemptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A notebook in Java as Databricks writes notebooks to files: cells divided by lines {@code //
 * COMMAND ----------}, after a first line that may say {@code // Databricks notebook source}. A
 * cell whose first line is a magic, {@code // MAGIC %name}, is not Java; of these only texts
 * ({@code %md}) are allowed, which are Java comments, too, and do nothing.
 */
public record NotebookSource(List<Cell> cells) {

  private static final Pattern SEPARATOR = Pattern.compile("// COMMAND -{10,}\\s*");
  private static final Pattern MAGIC = Pattern.compile("// MAGIC (%\\S*).*");
  private static final Set<String> TEXTS = Set.of("%md", "%md-sandbox");

  public NotebookSource {
    cells = List.copyOf(cells);
  }

  /**
   * Reads a notebook.
   *
   * @throws AttemptException if a cell is in another language; names cell and line
   */
  public static NotebookSource parse(String text) throws AttemptException {
    var cells = new ArrayList<Cell>();
    var lines = text.lines().toList();
    var begin = 0;
    for (var i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || SEPARATOR.matcher(lines.get(i)).matches()) {
        var cell = String.join("\n", lines.subList(begin, i));
        cells.add(new Cell(cells.size() + 1, begin + 1, cell));
        begin = i + 1;
      }
    }
    for (var cell : cells) {
      refuseOtherLanguages(cell);
    }
    return new NotebookSource(cells);
  }

  private static void refuseOtherLanguages(Cell cell) throws AttemptException {
    var line = cell.line();
    for (var text : cell.text().lines().toList()) {
      var magic = MAGIC.matcher(text);
      if (magic.matches()) {
        if (!TEXTS.contains(magic.group(1))) {
          throw new AttemptException(
              true,
              "%s: magic '%s' (expected: Java, or a text by %%md; other languages get a notebook"
                      .formatted(cell.place(line), magic.group(1))
                  + " or task of their own)");
        }
        return;
      }
      line++;
    }
  }
}
