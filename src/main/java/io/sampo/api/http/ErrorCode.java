package io.sampo.api.http;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a request was not granted. The names, and the status of each, are those of the Databricks
 * Jobs API; the last few, which it lacks, are for cases that it has not.
 */
public enum ErrorCode {
  INVALID_PARAMETER_VALUE(400),
  MALFORMED_REQUEST(400),
  INVALID_STATE(400),
  UNAUTHENTICATED(401),
  PERMISSION_DENIED(403),
  RESOURCE_DOES_NOT_EXIST(404),
  ENDPOINT_NOT_FOUND(404),
  RESOURCE_ALREADY_EXISTS(409),
  ABORTED(409),
  RESOURCE_EXHAUSTED(429),
  INTERNAL_ERROR(500),
  DATA_LOSS(500),
  /** Surely not done: the client may send the same again. */
  TEMPORARILY_UNAVAILABLE(503),

  /** The job names files that the server lacks: {@code missing} has their hashes. */
  FILES_MISSING(400),
  /** The route takes other methods. */
  METHOD_NOT_ALLOWED(405),
  /** The request is larger than any may be. */
  REQUEST_TOO_LARGE(413),
  /** The request was meant for another host. */
  MISDIRECTED_REQUEST(421),
  /** The bytes of a file do not have the hash that they were sent under. */
  HASH_MISMATCH(422);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** The code of that name; empty if there is none. */
  public static Optional<ErrorCode> of(String name) {
    return Arrays.stream(values()).filter(code -> code.name().equals(name)).findFirst();
  }
}
