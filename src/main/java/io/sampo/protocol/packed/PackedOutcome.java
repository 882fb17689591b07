package io.sampo.protocol.packed;

import io.sampo.model.Outcome;

/** How one attempt ended, within other messages and events. */
final class PackedOutcome {

  private static final int SUCCEEDED = 0;
  private static final int FAILED = 1;
  private static final int TIMED_OUT = 2;
  private static final int CANCELED = 3;
  private static final int LOST = 4;

  private PackedOutcome() {}

  static void write(Packer out, Outcome outcome) {
    switch (outcome) {
      case Outcome.Succeeded(var values) -> {
        out.number(SUCCEEDED);
        out.map(values, Packer::text);
      }
      case Outcome.Failed(var permanent, var message, var exitCode, var exception) -> {
        out.number(FAILED);
        out.flag(permanent);
        out.text(message);
        out.maybe(exitCode, (packer, code) -> packer.number(code));
        out.maybe(exception, Packer::text);
      }
      case Outcome.TimedOut(var limitMillis) -> {
        out.number(TIMED_OUT);
        out.number(limitMillis);
      }
      case Outcome.Canceled _ -> out.number(CANCELED);
      case Outcome.Lost(var message) -> {
        out.number(LOST);
        out.text(message);
      }
    }
  }

  static Outcome read(Unpacker in) {
    var kind = in.integer();
    return switch (kind) {
      case SUCCEEDED -> new Outcome.Succeeded(in.map(Unpacker::text));
      case FAILED ->
          new Outcome.Failed(
              in.flag(), in.text(), in.maybe(Unpacker::integer), in.maybe(Unpacker::text));
      case TIMED_OUT -> new Outcome.TimedOut(in.number());
      case CANCELED -> new Outcome.Canceled();
      case LOST -> new Outcome.Lost(in.text());
      default ->
          throw new IllegalArgumentException("outcome: %d (expected: 0 to 4)".formatted(kind));
    };
  }
}
