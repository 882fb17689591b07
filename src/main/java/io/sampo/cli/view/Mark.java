package io.sampo.cli.view;

import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;

/** The symbol and the colour that go with a word for where a task stands. */
public enum Mark {
  BLOCKED("·", 90),
  READY("○", 39),
  RUNNING("▶", 36),
  BACKING_OFF("↻", 33),
  SUCCESS("✔", 32),
  /** Of a run whose failures were dealt with. */
  SUCCESS_WITH_FAILURES("✔", 33),
  FAILED("✘", 31),
  TIMEDOUT("✘", 31),
  CANCELED("■", 35),
  UPSTREAM_FAILED("⊘", 90),
  UPSTREAM_CANCELED("⊘", 90),
  EXCLUDED("–", 90),
  DISABLED("–", 90);

  private final String symbol;
  private final int ansiColour;

  Mark(String symbol, int ansiColour) {
    this.symbol = symbol;
    this.ansiColour = ansiColour;
  }

  /** That of a task. */
  public static Mark of(TaskStatus status) {
    return status == TaskStatus.ASSIGNED ? READY : valueOf(status.name());
  }

  /** That of a run that has ended. */
  public static Mark of(RunResult result) {
    return valueOf(result.name());
  }

  /** One character. */
  public String symbol() {
    return symbol;
  }

  /** {@code text} in the colour. */
  public String coloured(String text) {
    return "\u001b[%dm%s\u001b[39m".formatted(ansiColour, text);
  }
}
