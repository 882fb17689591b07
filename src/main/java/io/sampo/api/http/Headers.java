package io.sampo.api.http;

import java.util.ArrayList;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Headers of requests that must not be there twice, since two readers might take two of them. */
final class Headers {

  private Headers() {}

  /**
   * The value of the header of that name, in lower case.
   *
   * @throws Refused if there are several
   */
  static Optional<String> only(HttpRequest request, String name) {
    var values = new ArrayList<String>();
    for (var header : request.getHeaders()) {
      if (header.is(name)) {
        values.add(header.value());
      }
    }
    if (values.size() > 1) {
      throw new Refused(
          ErrorCode.MALFORMED_REQUEST,
          "%s: %d headers (expected: one)".formatted(name, values.size()));
    }
    return values.stream().findFirst();
  }
}
