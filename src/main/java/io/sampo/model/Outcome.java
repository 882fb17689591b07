package io.sampo.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How one attempt ended. */
public sealed interface Outcome {

  /**
   * It did what it should.
   *
   * @param values the task values it set, each as JSON text
   */
  record Succeeded(Map<String, String> values) implements Outcome {

    /** Success without a word. */
    public static final Succeeded PLAIN = new Succeeded(Map.of());

    public Succeeded {
      values = Map.copyOf(values);
    }
  }

  /**
   * It failed by itself.
   *
   * @param permanent whether the attempt itself knows that another would fail alike
   * @param message for people; at most {@link Limits#MESSAGE_CHARS_MAX} characters
   * @param exitCode of the process, when there was one and it exited; in [0, 255]
   * @param exception class name of what was thrown, when something was
   */
  record Failed(
      boolean permanent, String message, @Nullable Integer exitCode, @Nullable String exception)
      implements Outcome {

    public Failed {
      message = Limits.message(message);
    }
  }

  /** It was stopped because it had run for {@code limitMillis}. */
  record TimedOut(long limitMillis) implements Outcome {}

  /** It was stopped because somebody wished so. */
  record Canceled() implements Outcome {}

  /** Its worker was lost while it may have been running; nobody knows how far it came. */
  record Lost(String message) implements Outcome {

    public Lost {
      message = Limits.message(message);
    }
  }

  /** How it ended, for people. */
  default String message() {
    return switch (this) {
      case Succeeded _ -> "succeeded";
      case Failed failed -> failed.message();
      case TimedOut(var limit) -> "timed out after %d ms".formatted(limit);
      case Canceled _ -> "canceled";
      case Lost(var message) -> message;
    };
  }

  /** How much it takes in a message or event, in bytes; never less than it really does. */
  default int bytesMax() {
    return switch (this) {
      case Succeeded(var values) when values.isEmpty() -> 16;
      case Succeeded(var values) ->
          values.entrySet().stream()
              .mapToInt(set -> 16 + 3 * (set.getKey().length() + set.getValue().length()))
              .sum();
      case Failed failed ->
          16 + 3 * (failed.message().length() + Objects.toString(failed.exception(), "").length());
      case TimedOut _, Canceled _ -> 16;
      case Lost(var message) -> 16 + 3 * message.length();
    };
  }

  /** What a task is whose last attempt ended so. */
  default TaskStatus rest() {
    return switch (this) {
      case Succeeded _ -> TaskStatus.SUCCESS;
      case Failed _, Lost _ -> TaskStatus.FAILED;
      case TimedOut _ -> TaskStatus.TIMEDOUT;
      case Canceled _ -> TaskStatus.CANCELED;
    };
  }
}
