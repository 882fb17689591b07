package io.sampo.persistence;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Why a journal does not do what was asked. The message says where and how to mend it. */
public final class StoreException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    /** Another process, or another part of this one, has it open for writing. */
    IN_USE,
    /** The journal, or a record in it, was written by a newer release. */
    NEWER_FORMAT,
    /** The journal lacks something that was once confirmed, or holds what nobody wrote. */
    DAMAGED,
    /** A sequence number is taken or leaves a gap; only that write is refused. */
    SEQUENCE_REFUSED,
    /** A write is larger than any write may be; only that write is refused. */
    TOO_LARGE,
    /** The queue before the disk is full; only that write is refused. */
    OVERLOADED,
    /** Nothing of that name is in the journal. */
    UNKNOWN,
    /** The store was closed. */
    CLOSED,
    /**
     * The disk or the database failed. A folder takes no more writes until it is opened anew; a
     * database may be asked again.
     */
    FAILED
  }

  private final Reason reason;

  /** For {@code reason}. */
  public StoreException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** For {@code reason}, found out by {@code cause}. */
  public StoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What stands in the way. */
  public Reason reason() {
    return reason;
  }
}
