package io.sampo.cli.process;

import java.io.Serial;

/** Why a command cannot do what it was asked, in words for its user. */
public final class Complaint extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String errorCode;

  private Complaint(ExitCode exitCode, String errorCode, String message) {
    super(message);
    this.exitCode = exitCode;
    this.errorCode = errorCode;
  }

  /** The command line, a job file or a setting is wrong. */
  public static Complaint usage(String message) {
    return new Complaint(ExitCode.USAGE, "INVALID_PARAMETER_VALUE", message);
  }

  /** There is no such thing. */
  public static Complaint notFound(String message) {
    return new Complaint(ExitCode.NOT_FOUND, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** Somebody else is using it. */
  public static Complaint inUse(String message) {
    return new Complaint(ExitCode.ERROR, "RESOURCE_CONFLICT", message);
  }

  /** What is asked for does not fit how things stand. */
  public static Complaint state(String message) {
    return refused("INVALID_STATE", message);
  }

  /** A run refused a wish. */
  public static Complaint refused(String errorCode, String message) {
    var exitCode =
        switch (errorCode) {
          case "INVALID_PARAMETER_VALUE" -> ExitCode.USAGE;
          case "RESOURCE_DOES_NOT_EXIST" -> ExitCode.NOT_FOUND;
          default -> ExitCode.ERROR;
        };
    return new Complaint(exitCode, errorCode, message);
  }

  /** No server answers, or none is known. */
  public static Complaint unreachable(String message) {
    return new Complaint(ExitCode.UNREACHABLE, "TEMPORARILY_UNAVAILABLE", message);
  }

  /** A server refused a request, with an HTTP status. */
  public static Complaint ofServer(int status, String errorCode, String message) {
    var exitCode =
        switch (status) {
          case 400, 422 -> refused(errorCode, message).exitCode();
          case 401, 403 -> ExitCode.NOT_ALLOWED;
          case 404 -> ExitCode.NOT_FOUND;
          default -> ExitCode.ERROR;
        };
    return new Complaint(exitCode, errorCode, message);
  }

  /** Something broke. */
  public static Complaint failure(String message) {
    return new Complaint(ExitCode.ERROR, "INTERNAL_ERROR", message);
  }

  /** What the process ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** By which programs tell complaints apart; a name of the Databricks API. */
  public String errorCode() {
    return errorCode;
  }
}
