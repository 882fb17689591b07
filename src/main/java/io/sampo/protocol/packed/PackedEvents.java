package io.sampo.protocol.packed;

import io.sampo.model.Now;
import io.sampo.model.TaskStatus;
import io.sampo.run.RunEvent.AttemptsBegan;
import io.sampo.run.RunEvent.AttemptsBegan.Began;
import io.sampo.run.RunEvent.AttemptsEnded;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.AttemptsStarted;
import io.sampo.run.RunEvent.AttemptsStarted.Started;

/** The events of a run that each task has. */
public final class PackedEvents {

  /** {@code AttemptsStarted:2}. */
  public static final Packing<AttemptsStarted> STARTED =
      new Packing<>(AttemptsStarted.class, PackedEvents::write, PackedEvents::readAttemptsStarted);

  /** {@code AttemptsBegan:2}. */
  public static final Packing<AttemptsBegan> BEGAN =
      new Packing<>(AttemptsBegan.class, PackedEvents::write, PackedEvents::readAttemptsBegan);

  /** {@code AttemptsEnded:2}. */
  public static final Packing<AttemptsEnded> ENDED =
      new Packing<>(AttemptsEnded.class, PackedEvents::write, PackedEvents::readAttemptsEnded);

  private static final int REST = 0;
  private static final int RETRY = 1;

  private PackedEvents() {}

  private static void write(Packer out, AttemptsStarted event) {
    write(out, event.at());
    out.worker(event.worker());
    out.list(event.started(), PackedEvents::write);
  }

  private static AttemptsStarted readAttemptsStarted(Unpacker in) {
    return new AttemptsStarted(readNow(in), in.worker(), in.list(PackedEvents::readStarted));
  }

  private static void write(Packer out, AttemptsBegan event) {
    write(out, event.at());
    out.list(event.began(), PackedEvents::write);
  }

  private static AttemptsBegan readAttemptsBegan(Unpacker in) {
    return new AttemptsBegan(readNow(in), in.list(PackedEvents::readBegan));
  }

  private static void write(Packer out, AttemptsEnded event) {
    write(out, event.at());
    out.list(event.ended(), PackedEvents::write);
  }

  private static AttemptsEnded readAttemptsEnded(Unpacker in) {
    return new AttemptsEnded(readNow(in), in.list(PackedEvents::readEnded));
  }

  private static void write(Packer out, Now now) {
    out.number(now.wallMillis());
    out.number(now.elapsedMillis());
  }

  private static Now readNow(Unpacker in) {
    return new Now(in.number(), in.number());
  }

  private static void write(Packer out, Started started) {
    out.number(started.task());
    out.number(started.attempt());
    out.number(started.fence());
  }

  private static Started readStarted(Unpacker in) {
    return new Started(in.integer(), in.integer(), in.number());
  }

  private static void write(Packer out, Began began) {
    out.number(began.task());
    out.number(began.attempt());
    out.number(began.wallMillis());
  }

  private static Began readBegan(Unpacker in) {
    return new Began(in.integer(), in.integer(), in.number());
  }

  private static void write(Packer out, Ended ended) {
    out.number(ended.task());
    out.number(ended.attempt());
    out.number(ended.fence());
    PackedOutcome.write(out, ended.outcome());
    out.number(ended.beganWallMillis());
    out.number(ended.ranMillis());
    switch (ended.next()) {
      case Next.Rest(var status) -> {
        out.number(REST);
        out.text(status.name());
      }
      case Next.Retry(var waitMillis) -> {
        out.number(RETRY);
        out.number(waitMillis);
      }
    }
  }

  private static Ended readEnded(Unpacker in) {
    return new Ended(
        in.integer(),
        in.integer(),
        in.number(),
        PackedOutcome.read(in),
        in.number(),
        in.number(),
        readNext(in));
  }

  private static Next readNext(Unpacker in) {
    var next = in.integer();
    return switch (next) {
      case REST -> new Next.Rest(TaskStatus.valueOf(in.text()));
      case RETRY -> new Next.Retry(in.number());
      default -> throw new IllegalArgumentException("next: %d (expected: 0 or 1)".formatted(next));
    };
  }
}
