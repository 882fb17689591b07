package io.sampo.execution.process;

import io.sampo.model.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What tells the processes of one node from all others: it stands in the environment of each, as
 * {@code SAMPO_NODE}. A program that clears its environment takes it off.
 *
 * @param place the node's folder, the same for every life of the node
 * @param life one life of the node there, different from all others
 */
public record Mark(String place, String life) {

  /** The variable that holds the mark. */
  public static final String VARIABLE = "SAMPO_NODE";

  private static final Pattern WORD = Pattern.compile("[0-9a-z-]{1,64}");
  private static final int PLACE_DIGITS = 16;

  public Mark {
    Check.that(WORD.matcher(place).matches(), "place", place, "1 to 64 of 0-9, a-z, -");
    Check.that(WORD.matcher(life).matches(), "life", life, "1 to 64 of 0-9, a-z, -");
  }

  /** The mark of this process as the node of {@code folder}, which exists. */
  public static Mark of(Path folder) throws IOException {
    var name = folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
    var process = ProcessHandle.current();
    var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new Mark(
        HexFormat.of().formatHex(sha256().digest(name)).substring(0, PLACE_DIGITS),
        process.pid() + "-" + started);
  }

  /** The mark as it stands in an environment. */
  String entry() {
    return VARIABLE + "=" + value();
  }

  /** How {@link #entry} begins in every life of the node. */
  String entryOfAnyLife() {
    return VARIABLE + "=" + place + ".";
  }

  /** The value of {@link #VARIABLE}. */
  public String value() {
    return place + "." + life;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
