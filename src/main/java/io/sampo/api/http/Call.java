package io.sampo.api.http;

import io.sampo.model.ContentHash;
import io.sampo.model.RunId;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/**
 * A request that was let in.
 *
 * @param parts of the path that the route left open, by name
 */
public record Call(HttpRequest request, Map<String, String> parts, QueryParameters query) {

  public Call {
    parts = Map.copyOf(parts);
  }

  /** A part of the path. */
  public String part(String name) {
    var part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("the route has no {%s}".formatted(name));
    }
    return part;
  }

  /**
   * The run that the part {@code id} of the path names.
   *
   * @throws Refused if no run can be called so
   */
  public RunId run() {
    try {
      return new RunId(Long.parseLong(part("id")));
    } catch (IllegalArgumentException e) {
      throw noRun(part("id"));
    }
  }

  /** The hash that the part {@code sha256} of the path is. */
  public ContentHash hash() {
    try {
      return new ContentHash(part("sha256"));
    } catch (IllegalArgumentException e) {
      throw Refused.parameter("sha256", part("sha256"), "64 lower-case hexadecimal digits");
    }
  }

  /** A header that is there once. */
  public Optional<String> header(String name) {
    return Headers.only(request, name);
  }

  /** The refusal that there is no such run. */
  public static Refused noRun(Object run) {
    return new Refused(ErrorCode.RESOURCE_DOES_NOT_EXIST, "Run %s does not exist.".formatted(run));
  }
}
