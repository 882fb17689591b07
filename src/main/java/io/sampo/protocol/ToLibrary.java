package io.sampo.protocol;

import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/** What the library of a coordinator node understands: it lends out bytes by their hash. */
public sealed interface ToLibrary extends Message {

  /** Under this key libraries are found, one on each coordinator node. */
  ServiceKey<ToLibrary> KEY = ServiceKey.create(ToLibrary.class, "library");

  /** What one answer carries at most: a quarter of a frame. */
  int CHUNK_BYTES_MAX = 64 * 1024;

  /** What bytes are, which says where they lie. */
  enum Kind {
    /** The definition of a job. */
    DEFINITION,
    /** A file that tasks are made of. */
    FILE
  }

  /**
   * Send the bytes from {@code offset} on, as many as an answer takes. Under load it may go
   * unanswered.
   *
   * @param offset at least 0
   */
  record Fetch(Kind kind, ContentHash hash, long offset, ActorRef<Answer> replyTo)
      implements ToLibrary {

    public Fetch {
      Check.range("offset", offset, 0, Long.MAX_VALUE);
    }
  }

  /** What a library answers. */
  sealed interface Answer extends Message {

    /**
     * A piece of what was asked for.
     *
     * @param offset where it begins
     * @param bytes handed over: nobody changes them afterwards; none if the offset is the end
     * @param total how long the whole is
     */
    @SuppressWarnings("ArrayRecordComponent") // a copy of every chunk would double the garbage
    record Chunk(ContentHash hash, long offset, byte[] bytes, long total) implements Answer {

      public Chunk {
        Check.range("length of a chunk", bytes.length, 0, CHUNK_BYTES_MAX);
        Check.range("total", total, offset + bytes.length, Long.MAX_VALUE);
      }
    }

    /**
     * There is no such thing here, or it cannot be read.
     *
     * @param reason for people
     */
    record Missing(ContentHash hash, String reason) implements Answer {}
  }
}
