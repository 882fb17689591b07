package io.sampo.api.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * The names under which the server may be called. A browser sends a page's requests where the
 * page's name leads; that the name is none of ours gives such a page away.
 */
final class Hosts {

  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]+)(:\\d{1,5})?");

  /** What a browser says of a request that no other site's page has made. */
  private static final Set<String> SAME_SITE = Set.of("same-origin", "none");

  private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

  /** Those of loopback, and {@code others}. */
  Hosts(List<String> others) {
    names.addAll(others);
  }

  /** Refuses a request that is meant for another host. */
  void check(HttpRequest request) {
    var host = host(request);
    var authority = AUTHORITY.matcher(host);
    if (!authority.matches() || !names.contains(authority.group(1))) {
      throw new Refused(
          ErrorCode.MISDIRECTED_REQUEST,
          "Host: %s (expected: a name in sampo.api.allowed-hosts)".formatted(host));
    }
  }

  /** Refuses a request that a page of another site has made. */
  void checkOrigin(HttpRequest request) {
    var own = "http://" + host(request);
    var origin = Headers.only(request, "origin").map(text -> text.toLowerCase(Locale.ROOT));
    var site = Headers.only(request, "sec-fetch-site");
    if (!origin.orElse(own).equals(own) || !SAME_SITE.contains(site.orElse("none"))) {
      throw new Refused(
          ErrorCode.PERMISSION_DENIED, "a page of another site made the request (expected: none)");
    }
  }

  private static String host(HttpRequest request) {
    return Headers.only(request, "host").orElse("").toLowerCase(Locale.ROOT);
  }
}
