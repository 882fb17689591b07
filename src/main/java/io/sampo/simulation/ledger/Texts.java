package io.sampo.simulation.ledger;

import io.sampo.model.Work;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the references that a seed draws stand for. Null wherever one of them stands for nothing.
 */
final class Texts {

  private static final Pattern REFERENCE = Pattern.compile("\\{\\{([a-z0-9_.]+)}}");
  private static final Pattern VALUE = Pattern.compile("tasks\\.(\\w+)\\.values\\.(\\w+)");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern ARRAY = Pattern.compile("\\[(\\d+(,\\d+)*)?]");
  private static final String PARAMETER = "job.parameters.";

  private final Book book;
  private final Line line;
  private final Map<String, Line> ancestors;

  Texts(Book book, Line line) {
    this.book = book;
    this.line = line;
    ancestors = book.ancestors(line);
  }

  @Nullable String filled(String text) {
    var whole = new StringBuilder();
    var matcher = REFERENCE.matcher(text);
    var from = 0;
    while (matcher.find()) {
      var value = value(matcher.group(1));
      if (value == null) {
        return null;
      }
      whole.append(text, from, matcher.start()).append(value);
      from = matcher.end();
    }
    return whole.append(text.substring(from)).toString();
  }

  /** The references in {@code texts} and what they stand for. */
  @Nullable Map<String, String> references(List<String> texts) {
    var all = new HashMap<String, String>();
    for (var text : texts) {
      var matcher = REFERENCE.matcher(text);
      while (matcher.find()) {
        var value = value(matcher.group(1));
        if (value == null) {
          return null;
        }
        all.put(matcher.group(1), value);
      }
    }
    return all;
  }

  @Nullable Map<String, String> filled(Map<String, String> texts) {
    var all = new HashMap<String, String>();
    for (var text : texts.entrySet()) {
      var value = filled(text.getValue());
      if (value == null) {
        return null;
      }
      all.put(text.getKey(), value);
    }
    return all;
  }

  private @Nullable String value(String reference) {
    if (reference.equals("input")) {
      return line.loop < 0 ? null : line.input;
    }
    if (reference.startsWith(PARAMETER)) {
      return book.parameters.get(reference.substring(PARAMETER.length()));
    }
    var matcher = VALUE.matcher(reference);
    var above = matcher.matches() ? ancestors.get(matcher.group(1)) : null;
    var json = above == null ? null : above.values.get(matcher.group(2));
    return json == null || !json.startsWith("\"") ? json : json.substring(1, json.length() - 1);
  }

  /** Whether a comparison holds; null if it cannot be made. */
  static @Nullable Boolean holds(
      Work.Comparison how, @Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return null;
    }
    if (how == Work.Comparison.EQUAL_TO || how == Work.Comparison.NOT_EQUAL) {
      return left.equals(right) == (how == Work.Comparison.EQUAL_TO);
    }
    if (!NUMBER.matcher(left).matches() || !NUMBER.matcher(right).matches()) {
      return null;
    }
    var order = new BigDecimal(left).compareTo(new BigDecimal(right));
    return switch (how) {
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case EQUAL_TO, NOT_EQUAL -> throw new IllegalStateException(how.name());
    };
  }

  /** The elements of an array; null if the text is none. */
  static @Nullable List<String> elements(@Nullable String text) {
    if (text == null || !ARRAY.matcher(text).matches()) {
      return null;
    }
    return text.equals("[]")
        ? List.of()
        : Arrays.asList(text.substring(1, text.length() - 1).split(",", -1));
  }
}
