package io.sampo.api.http;

import java.io.Serial;
import java.util.List;

/** An expected "no" to a request, on its way to the caller. */
public final class Refused extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<String> details;

  /**
   * A refusal that says why.
   *
   * @param reason for people; names the offending value and what was expected
   */
  public Refused(ErrorCode code, String reason) {
    this(code, reason, List.of());
  }

  /**
   * The same, with what a program wants to know.
   *
   * @param details hashes of files that are missing, or methods that are allowed
   */
  public Refused(ErrorCode code, String reason, List<String> details) {
    super(reason, null, false, false);
    this.code = code;
    this.details = List.copyOf(details);
  }

  /** A parameter of the request that cannot have the value it has. */
  public static Refused parameter(String name, String value, String expected) {
    return new Refused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "%s: %s (expected: %s)".formatted(name, value.isEmpty() ? "nothing" : value, expected));
  }

  /** The kind of refusal. */
  public ErrorCode code() {
    return code;
  }

  /** Hashes of files that are missing, or methods that are allowed. */
  List<String> details() {
    return details;
  }

  /** The same as {@link #getMessage}, which cannot be null here. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
