package io.sampo.execution.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query as people read it: the first {@link #ROWS_MAX} rows, and how many there
 * are.
 *
 * @param rows the names of the columns, then the rows shown
 * @param count all rows of the result
 */
record ResultTable(List<List<String>> rows, long count) {

  static final int ROWS_MAX = 100;
  private static final int CELL_CHARS_MAX = 80;

  ResultTable {
    rows = List.copyOf(rows);
  }

  /** Reads a result to its end. */
  static ResultTable read(ResultSet result) throws SQLException {
    var columns = result.getMetaData().getColumnCount();
    var rows = new ArrayList<List<String>>();
    var names = new ArrayList<String>();
    for (var column = 1; column <= columns; column++) {
      names.add(result.getMetaData().getColumnLabel(column));
    }
    rows.add(names);
    var count = 0L;
    while (result.next()) {
      count++;
      if (count <= ROWS_MAX) {
        rows.add(row(result, columns));
      }
    }
    return new ResultTable(rows, count);
  }

  /** The table as lines of text, each ended by a line break. */
  String text() {
    var widths =
        IntStream.range(0, rows.getFirst().size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    var rule = IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-"));
    var text = new StringBuilder().append(line(rows.getFirst(), widths)).append(rule).append('\n');
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.append(footer()).append('\n').toString();
  }

  private String footer() {
    return count > ROWS_MAX
        ? "(%,d rows, of which the first %d are shown)".formatted(count, ROWS_MAX)
        : "(%d %s)".formatted(count, count == 1 ? "row" : "rows");
  }

  private static String line(List<String> row, int[] widths) {
    var cells =
        IntStream.range(0, widths.length)
            .mapToObj(column -> padded(row.get(column), widths[column]))
            .collect(Collectors.joining(" | "));
    return cells.stripTrailing() + "\n";
  }

  private static String padded(String cell, int width) {
    return cell + " ".repeat(width - cell.length());
  }

  private static List<String> row(ResultSet result, int columns) throws SQLException {
    var cells = new ArrayList<String>();
    for (var column = 1; column <= columns; column++) {
      cells.add(cell(result.getString(column)));
    }
    return cells;
  }

  private static String cell(@Nullable String value) {
    var text = value == null ? "NULL" : value.replace('\n', ' ').replace('\r', ' ');
    return text.length() <= CELL_CHARS_MAX ? text : text.substring(0, CELL_CHARS_MAX - 1) + "…";
  }
}
