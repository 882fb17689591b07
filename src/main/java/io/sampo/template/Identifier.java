package io.sampo.template;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A name that people chose, as it stands in a reference: letters, digits, {@code _} and {@code -}
 * as they are, all others between backticks, where a backtick is doubled (Databricks Jobs API,
 * dynamic value references; there a {@code -} needs backticks, which is more than is needed to tell
 * names apart).
 */
final class Identifier {

  private static final char TICK = '`';

  private Identifier() {}

  /** Splits {@code body} at its dots, but not at those between backticks. */
  static List<String> pieces(String body) {
    var pieces = new ArrayList<String>();
    var quoted = false;
    var start = 0;
    for (var i = 0; i < body.length(); i++) {
      if (body.charAt(i) == TICK) {
        quoted = !quoted;
      } else if (body.charAt(i) == '.' && !quoted) {
        pieces.add(body.substring(start, i));
        start = i + 1;
      }
    }
    pieces.add(body.substring(start));
    return pieces;
  }

  /** The name that {@code piece} stands for; null if it stands for none. */
  static @Nullable String name(String piece) {
    if (isPlain(piece)) {
      return piece;
    }
    var last = piece.length() - 1;
    if (last < 2 || piece.charAt(0) != TICK || piece.charAt(last) != TICK) {
      return null;
    }
    var inside = piece.substring(1, last);
    return inside.replace("``", "").indexOf(TICK) < 0 ? inside.replace("``", "`") : null;
  }

  /** How {@code name} is written in a reference. */
  static String written(String name) {
    return isPlain(name) ? name : TICK + name.replace("`", "``") + TICK;
  }

  /** How {@code names} are written one below the other. */
  static String written(List<String> names) {
    return names.stream().map(Identifier::written).collect(Collectors.joining("."));
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty()
        && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }
}
