package io.sampo.api.runs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sampo.api.http.Refused;
import io.sampo.model.RunId;
import java.util.Base64;

/** Where the next page of a list begins, as text that callers hand back and do not read. */
public final class PageToken {

  private PageToken() {}

  /** The token of the page that begins below {@code run}. */
  public static String of(RunId run) {
    return of(run.value());
  }

  /** The token of the page that begins at {@code place}. */
  public static String of(long place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(place).getBytes(US_ASCII));
  }

  /** The run that the page of {@code token} begins below. */
  public static RunId run(String token) {
    return new RunId(place(token, RunId.MAX));
  }

  /**
   * The place that the page of {@code token} begins at.
   *
   * @throws Refused if it is no token of ours
   */
  public static long place(String token, long max) {
    try {
      var place = Long.parseLong(new String(Base64.getUrlDecoder().decode(token), US_ASCII));
      if (place >= 1 && place <= max) {
        return place;
      }
    } catch (IllegalArgumentException _) {
      // Refused like a place that cannot be.
    }
    throw Refused.parameter("page_token", token, "next_page_token of an earlier page");
  }
}
