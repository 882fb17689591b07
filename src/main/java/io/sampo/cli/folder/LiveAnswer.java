package io.sampo.cli.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.process.Complaint;
import java.io.IOException;

/** What a live run answers, as JSON: what was asked for, or an error by its code. */
public final class LiveAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LiveAnswer() {}

  /** That a wish was granted. */
  public static byte[] granted() {
    return "{}".getBytes(UTF_8);
  }

  /** That something was not done, or cannot be told. */
  public static byte[] refused(String errorCode, String message) {
    return JSON.createObjectNode()
        .put("error_code", errorCode)
        .put("message", message)
        .toString()
        .getBytes(UTF_8);
  }

  /**
   * What was asked for.
   *
   * @throws Complaint if the answer is an error
   * @throws IOException if it is not whole
   */
  public static JsonNode read(byte[] answer) throws IOException {
    var json = JSON.readTree(answer);
    if (json.has("error_code")) {
      throw Complaint.refused(json.path("error_code").asText(), json.path("message").asText());
    }
    return json;
  }
}
