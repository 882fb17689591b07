package io.sampo.cli.process;

import io.sampo.model.RunResult;

/** What the process ends with. An interrupt's exit code is 128 and the signal's number. */
public enum ExitCode {
  OK(0),
  ERROR(1),
  /** Bad usage, or a bad definition. */
  USAGE(2),
  RUN_FAILED(3),
  NOT_ALLOWED(4),
  NOT_FOUND(5),
  RUN_TIMED_OUT(6),
  RUN_CANCELED(7),
  UNREACHABLE(8);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** The exit code of a command that saw a run end with {@code result}. */
  public static ExitCode of(RunResult result) {
    return switch (result) {
      case SUCCESS, SUCCESS_WITH_FAILURES -> OK;
      case FAILED -> RUN_FAILED;
      case TIMEDOUT -> RUN_TIMED_OUT;
      case CANCELED -> RUN_CANCELED;
    };
  }
}
