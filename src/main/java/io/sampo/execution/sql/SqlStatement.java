package io.sampo.execution.sql;

import java.util.List;

/**
 * One statement of a script, ready to be prepared.
 *
 * @param number counts from 1
 * @param line where it begins in the script; counts from 1
 * @param text with {@code ?} in place of each marker
 * @param markers the names of the markers, in the order of their places
 */
record SqlStatement(int number, int line, String text, List<String> markers) {

  SqlStatement {
    markers = List.copyOf(markers);
  }

  /** How people find it. */
  String place() {
    return "statement %d (line %d)".formatted(number, line);
  }
}
