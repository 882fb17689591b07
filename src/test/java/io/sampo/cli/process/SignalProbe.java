package io.sampo.cli.process;

import java.util.concurrent.locks.LockSupport;

/** A process that waits for a signal: exits 1 and its kind's exit code later, or is halted. */
final class SignalProbe {

  private SignalProbe() {}

  public static void main(String[] arguments) {
    var interrupts = new Interrupts(Runtime.getRuntime()::halt);
    JvmSignals.leadTo(interrupts);
    System.out.println("ready");
    while (interrupts.first().isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
    System.out.println("first");
    if (arguments.length == 0) {
      System.exit(100 + interrupts.first().get().exitCode() % 100);
    }
    LockSupport.park();
  }
}
