package io.sampo.worker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Address;

/** Finds out whether a process that does not answer has ended, or is only out of reach. */
public final class Knock {

  private static final int WAIT_MILLIS = 500;

  private Knock() {}

  /**
   * Whether each host answers that nobody listens on that port: then the processes that did are
   * gone. Silence says nothing, and neither do no addresses.
   */
  static CompletableFuture<Boolean> areRefused(Set<Address> addresses) {
    return addresses.stream()
        .map(one -> isRefused(one.getHost().orElse(""), one.getPort().orElse(0)))
        .reduce((one, other) -> one.thenCombine(other, Boolean::logicalAnd))
        .orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  /** The same of one host and port. */
  public static CompletableFuture<Boolean> isRefused(String host, int port) {
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
