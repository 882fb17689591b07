package io.sampo.cli.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * The workers of a live run.
 *
 * @param freeSlots attempts that might be started right now
 * @param holding whether nothing new is started, since the process is about to end
 */
public record LivePool(int workers, int freeSlots, boolean holding) {

  /** The pool as an answer to another process. */
  public byte[] answer() {
    return new ObjectMapper()
        .createObjectNode()
        .put("workers", workers)
        .put("free_slots", freeSlots)
        .put("holding", holding)
        .toString()
        .getBytes(UTF_8);
  }

  /**
   * Reads {@link #answer}.
   *
   * @throws io.sampo.cli.process.Complaint if it is an error
   * @throws IOException if it is not whole
   */
  public static LivePool of(byte[] answer) throws IOException {
    var json = LiveAnswer.read(answer);
    return new LivePool(
        json.path("workers").asInt(),
        json.path("free_slots").asInt(),
        json.path("holding").asBoolean());
  }
}
