package io.sampo.signal;

import java.util.List;
import java.util.stream.Stream;

/**
 * A command that heeds the signals a test sends it. Whoever starts tests in the background or under
 * {@code nohup} has them ignore INT or HUP, every process below inherits that, and a JVM abides by
 * it.
 */
public final class Heeding {

  private static final List<String> PREFIX =
      List.of("env", "--default-signal=INT", "--default-signal=HUP", "--default-signal=TERM");

  private Heeding() {}

  /** {@code command}, with what those signals do by default; the process id stays the same. */
  public static List<String> signals(List<String> command) {
    return Stream.concat(PREFIX.stream(), command.stream()).toList();
  }
}
