package io.sampo.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request as it was sent. There is one way to write each: whatever could be read in
 * two ways (a dot segment, a doubled or trailing slash, a semicolon, an escaped letter) is the path
 * of no route. Only the brackets of an iteration's name may be escaped, since a URI has no other
 * way.
 */
final class RequestPath {

  private static final Pattern SEGMENT = Pattern.compile("(?:[A-Za-z0-9._~-]|%5[BbDd])+");

  private RequestPath() {}

  /** The segments of {@code target}, which may have a query; empty if no route can have it. */
  static Optional<List<String>> segments(String target) {
    var end = target.indexOf('?');
    var path = end < 0 ? target : target.substring(0, end);
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    var segments = new ArrayList<String>();
    for (var segment : path.substring(1).split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
        return Optional.empty();
      }
      segments.add(
          segment.replace("%5B", "[").replace("%5b", "[").replace("%5D", "]").replace("%5d", "]"));
    }
    return Optional.of(segments);
  }

  /** The query of {@code target}, as it was sent; empty text if there is none. */
  static String query(String target) {
    var end = target.indexOf('?');
    return end < 0 ? "" : target.substring(end + 1);
  }
}
