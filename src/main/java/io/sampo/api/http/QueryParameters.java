package io.sampo.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The query of a request. Parameters that nobody asks for are ignored, as that API does. */
public final class QueryParameters {

  private final Map<String, String> values = new HashMap<>();

  private QueryParameters() {}

  /**
   * The parameters in {@code query}.
   *
   * @throws Refused if it is not well formed, or gives one twice
   */
  static QueryParameters of(String query) {
    var parameters = new QueryParameters();
    for (var pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (parameters.values.putIfAbsent(name, value) != null) {
          throw Refused.parameter(name, "given twice", "once");
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(ErrorCode.MALFORMED_REQUEST, "query: " + e.getMessage());
    }
  }

  /** The text of a parameter; one without any is absent. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
  }

  /** A whole number in {@code [low, high]}; empty if it is absent. */
  public Optional<Long> whole(String name, long low, long high) {
    return text(name).map(text -> whole(name, text, low, high));
  }

  /** True or false; false if it is absent. */
  public boolean flag(String name) {
    return text(name)
        .map(text ->
            switch (text) {
              case "true", "True", "TRUE" -> true;
              case "false", "False", "FALSE" -> false;
              default -> throw Refused.parameter(name, text, "true or false");
            })
        .orElse(false);
  }

  /**
   * The whole number in {@code [low, high]} that {@code text} is.
   *
   * @throws Refused if it is none
   */
  static long whole(String name, String text, long low, long high) {
    try {
      var value = Long.parseLong(text);
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Refused like a number out of range.
    }
    throw Refused.parameter(name, text, "a whole number from %d to %d".formatted(low, high));
  }
}
