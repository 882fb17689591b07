package io.sampo.definition.field;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
public final class Similar {

  /** Longer words are no slips of the pen, and cost too much to compare. */
  private static final int CHARS_MAX = 100;

  private final String word;
  private final int[][] rows;

  private Similar(String word) {
    this.word = word;
    this.rows = new int[3][2 * CHARS_MAX + 2];
  }

  /**
   * The one of {@code words} that takes the fewest typing errors to become {@code word}: at most
   * one in three characters, and the first such word. A difference of case alone counts as one.
   */
  public static @Nullable String to(String word, Collection<String> words) {
    if (word.isEmpty() || word.length() > CHARS_MAX) {
      return null;
    }
    var similar = new Similar(word);
    @Nullable String best = null;
    var bound = Math.max(1, word.length() / 3) + 1;
    for (var candidate : words) {
      var errors = word.equalsIgnoreCase(candidate) ? 1 : similar.errors(candidate, bound);
      if (errors < bound) {
        best = candidate;
        bound = errors;
      }
    }
    return best;
  }

  /**
   * Insertions, deletions, replacements and swaps of neighbours between the word and {@code other};
   * {@code bound} if there are as many or more. Gives up early, so that a word can be held against
   * a hundred thousand others.
   */
  private int errors(String other, int bound) {
    if (Math.abs(word.length() - other.length()) >= bound) {
      return bound;
    }
    for (var j = 0; j <= other.length(); j++) {
      rows[0][j] = j;
    }
    for (var i = 1; i <= word.length(); i++) {
      if (fillRow(i, other) >= bound) {
        return bound;
      }
    }
    return Math.min(bound, rows[word.length() % 3][other.length()]);
  }

  /** Fills row {@code i} from the two before it, and returns the least number in it. */
  private int fillRow(int i, String other) {
    var row = rows[i % 3];
    var above = rows[(i + 2) % 3];
    row[0] = i;
    var least = i;
    for (var j = 1; j <= other.length(); j++) {
      var replaced = above[j - 1] + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      if (isSwap(i, other, j)) {
        row[j] = Math.min(row[j], 1 + rows[(i + 1) % 3][j - 2]);
      }
      least = Math.min(least, row[j]);
    }
    return least;
  }

  private boolean isSwap(int i, String other, int j) {
    return i > 1
        && j > 1
        && word.charAt(i - 1) == other.charAt(j - 2)
        && word.charAt(i - 2) == other.charAt(j - 1);
  }
}
