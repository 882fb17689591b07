package io.sampo.cli.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * The signals this process was sent: the first is kept for whoever asks, a second one ends the
 * process on the spot. Safe for use by many threads.
 */
public final class Interrupts {

  /** A signal that asks a process to end. */
  public enum Kind {
    INT(2),
    TERM(15),
    HUP(1);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    /** What a process exits with that ends because of the signal. */
    public int exitCode() {
      return 128 + number;
    }
  }

  private final AtomicReference<Optional<Kind>> first = new AtomicReference<>(Optional.empty());
  private final IntConsumer halt;

  /**
   * No signal yet.
   *
   * @param halt ends the process at once with an exit code; its sentinels then kill what it started
   */
  public Interrupts(IntConsumer halt) {
    this.halt = halt;
  }

  /** Takes a signal. */
  public void receive(Kind kind) {
    if (!first.compareAndSet(Optional.empty(), Optional.of(kind))) {
      halt.accept(kind.exitCode());
    }
  }

  /** The first signal that was sent. */
  public Optional<Kind> first() {
    return first.get();
  }
}
