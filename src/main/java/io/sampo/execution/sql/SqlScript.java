package io.sampo.execution.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Divides a script into statements at its semicolons, and finds the markers {@code :name}. Quoted
 * texts and names, comments, and dollar quotes ({@code $tag$ … $tag$}) are passed over as they are.
 *
 * <p>A colon begins a marker only if a name follows at once and neither a name, a bracket, a quote
 * nor another colon stands right before it: so casts ({@code x::int}), slices ({@code a[1:n]}) and
 * fields ({@code {'a':b}}) are left alone.
 */
final class SqlScript {

  /** Whatever must be passed over whole, tried from left to right at every place. */
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<opaque> '(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\\n]* | /\\*.*?\\*/
                   | \\$(?<tag>[A-Za-z_]*)\\$ .*? \\$\\k<tag>\\$ )
          | (?<![\\w:\\])'"}]) : (?<marker> [A-Za-z_]\\w* )
          | (?<end> ; )
          | ::
          """,
          Pattern.COMMENTS | Pattern.DOTALL);

  private final String script;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final List<String> markers = new ArrayList<>();
  private int begin;
  private boolean hasCode;

  private SqlScript(String script) {
    this.script = script;
  }

  /** The statements of {@code script}; those that are only comments are left out. */
  static List<SqlStatement> statements(String script) {
    return new SqlScript(script).divide();
  }

  private List<SqlStatement> divide() {
    var token = TOKEN.matcher(script);
    var at = 0;
    while (token.find()) {
      code(at, token.start());
      take(token);
      at = token.end();
    }
    code(at, script.length());
    finish(script.length());
    return List.copyOf(statements);
  }

  private void take(Matcher token) {
    var marker = token.group("marker");
    if (token.group("end") != null) {
      finish(token.end());
    } else if (marker != null) {
      markers.add(marker);
      text.append('?');
    } else {
      text.append(token.group());
      hasCode |= token.group("opaque") == null || isQuoted(token.group());
    }
  }

  private void code(int from, int to) {
    var piece = script.substring(from, to);
    if (!hasCode && !piece.isBlank()) {
      hasCode = true;
    }
    text.append(piece);
  }

  private void finish(int next) {
    if (hasCode) {
      statements.add(
          new SqlStatement(statements.size() + 1, line(), text.toString().strip(), markers));
    }
    text.setLength(0);
    markers.clear();
    hasCode = false;
    begin = next;
  }

  /** The line of the statement's first character that is no white space. */
  private int line() {
    var first = begin;
    while (first < script.length() && Character.isWhitespace(script.charAt(first))) {
      first++;
    }
    return 1 + (int) script.substring(0, first).chars().filter(c -> c == '\n').count();
  }

  private static boolean isQuoted(String opaque) {
    return !opaque.startsWith("--") && !opaque.startsWith("/*");
  }
}
