package io.sampo.campaign.network;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A port of this machine that leads to one inside of a network namespace, where its owner listens
 * on loopback. A socket belongs to the namespace that the thread was in which made it, so a thread
 * goes there for each connection, makes it and ends. It does nothing else: whatever thread it
 * started, such as a carrier of virtual ones, would stay there and serve others.
 */
final class Relay implements AutoCloseable {

  private static final int BACKLOG = 100;
  private static final int CONNECT_MILLIS = 1_000;
  private static final int CLONE_NEWNET = 0x40000000;
  private static final MethodHandle OPEN =
      handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETNS =
      handle("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final ServerSocket door;
  private final String namespace;
  private final int port;

  private Relay(ServerSocket door, String namespace, int port) {
    this.door = door;
    this.namespace = namespace;
    this.port = port;
  }

  /** Opens one to {@code port} of {@code namespace}. */
  static Relay open(String namespace, int port) throws IOException {
    var door = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    var relay = new Relay(door, namespace, port);
    Thread.ofPlatform().daemon().name("relay " + namespace).start(relay::serve);
    return relay;
  }

  /** Where it listens. */
  URI url() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        Thread.ofPlatform().daemon().start(() -> join(client));
      } catch (IOException e) {
        // closed, or a client that has gone again
      }
    }
  }

  private void join(Socket client) {
    try (client;
        var server = connect()) {
      var back = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException e) {
      // to the client a connection that breaks
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException, InterruptedException {
    var connecting =
        new FutureTask<>(() -> {
          enter();
          var server = new Socket();
          server.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
          return server;
        });
    Thread.ofPlatform().daemon().start(connecting);
    try {
      return connecting.get();
    } catch (ExecutionException e) {
      throw new IOException("%s, port %d: not reached".formatted(namespace, port), e.getCause());
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more
    }
  }

  private void enter() throws IOException {
    try (var arena = Arena.ofConfined()) {
      var path = arena.allocateFrom(Path.of("/run/netns", namespace).toString());
      var file = (int) OPEN.invokeExact(path, 0);
      var entered = file < 0 ? -1 : (int) SETNS.invokeExact(file, CLONE_NEWNET);
      var closed = file < 0 ? 0 : (int) CLOSE.invokeExact(file);
      if (entered < 0 || closed < 0) {
        throw new IOException("%s (expected: a namespace to enter)".formatted(namespace));
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, FunctionDescriptor shape) {
    var linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
