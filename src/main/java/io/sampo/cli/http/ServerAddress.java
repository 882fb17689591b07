package io.sampo.cli.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, and what opens it.
 *
 * @param nodes URLs of those nodes that are known to have an API, without a slash at the end; at
 *     least one
 * @param token what each request brings along; null for none
 * @param source where this comes from, for people
 */
public record ServerAddress(List<URI> nodes, @Nullable String token, String source) {

  public ServerAddress {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: none (expected: at least one)");
    }
    nodes = List.copyOf(nodes);
  }

  /** The URL of a server without a slash at its end; empty if {@code text} is none. */
  public static Optional<URI> parse(String text) {
    try {
      var url = URI.create(text.replaceFirst("/+$", ""));
      var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return isHttp && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "%s, from %s".formatted(nodes, source);
  }
}
