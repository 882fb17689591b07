package io.sampo.cli.rehearsal;

import java.util.Locale;

/** Where the duration of a task comes from; earlier ones win over later ones. */
public enum Origin {
  OPTION("of --duration"),
  FILE("of --durations"),
  RECORDED("of --recorded"),
  JOB("of the job"),
  DEFAULT("by default");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }

  /** For programs. */
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }
}
