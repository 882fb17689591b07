package io.sampo.campaign.cluster;

import java.io.IOException;

/** Signals to processes. */
final class Signals {

  private Signals() {}

  /** Sends one; a process that is gone needs none. */
  static void send(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
