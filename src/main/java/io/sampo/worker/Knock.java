package io.sampo.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** Finds out whether a process that does not answer has ended, or is only out of reach. */
final class Knock {

  private static final int WAIT_MILLIS = 500;

  private Knock() {}

  /**
   * Whether the host answers that nobody listens on that port: then the process that did is gone.
   * Silence says nothing.
   */
  static CompletableFuture<Boolean> isRefused(String host, int port) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), WAIT_MILLIS);
            return false;
          } catch (ConnectException refused) {
            return true;
          } catch (IOException silent) {
            return false;
          }
        },
        Thread::startVirtualThread);
  }
}
