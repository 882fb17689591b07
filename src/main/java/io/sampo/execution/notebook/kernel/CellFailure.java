package io.sampo.execution.notebook.kernel;

import org.jspecify.annotations.Nullable;

/** A cell that could not be compiled, or threw. */
final class CellFailure extends Exception {

  private static final long serialVersionUID = 1;

  private final @Nullable String exception;
  private final String details;

  /**
   * A failure.
   *
   * @param message in one line, cell and line first
   * @param exception class name of what was thrown; null if the cell could not be compiled
   * @param details for the log
   */
  CellFailure(String message, @Nullable String exception, String details) {
    super(message);
    this.exception = exception;
    this.details = details;
  }

  String details() {
    return details;
  }

  KernelFiles.Failure failure() {
    return new KernelFiles.Failure(String.valueOf(getMessage()), exception);
  }
}
