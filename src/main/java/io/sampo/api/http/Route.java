package io.sampo.api.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * One thing that can be asked of the server.
 *
 * @param path segments, of which those in braces stand for any text
 */
public record Route(String method, List<String> path, Permission permission, Target target) {

  /** What answers. */
  @FunctionalInterface
  public interface Target {

    /**
     * The answer to {@code call}; a refusal may be thrown, or be what the stage fails with.
     *
     * @throws Refused if the request is refused
     */
    CompletionStage<HttpResponse> answer(Call call);
  }

  public Route {
    path = List.copyOf(path);
  }

  /** The route of {@code path}, written such as {@code /runs/{id}}. */
  public static Route of(String method, String path, Permission permission, Target target) {
    return new Route(method, Arrays.asList(path.substring(1).split("/")), permission, target);
  }

  /** What stands for the parts in braces, by their names; empty if the path is another. */
  Optional<Map<String, String>> match(List<String> segments) {
    if (segments.size() != path.size()) {
      return Optional.empty();
    }
    var parts = new HashMap<String, String>();
    for (var i = 0; i < path.size(); i++) {
      var own = path.get(i);
      if (own.startsWith("{")) {
        parts.put(own.substring(1, own.length() - 1), segments.get(i));
      } else if (!own.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }

  /** The path as people write it. */
  public String pattern() {
    return "/" + String.join("/", path);
  }
}
