package io.sampo.cli.folder;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a live run answers: whoever connects is sent a {@link Snapshot}, and nothing is read from
 * him. The socket lies in a short folder that only its owner may enter, since the path of a socket
 * holds 107 bytes, and the run's folder has a link to it.
 */
public final class RunSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunSocket.class);

  /** Those who connect while so many are being answered wait. */
  private static final int ANSWERS_MAX = 8;

  private final ServerSocketChannel server;
  private final Path socket;
  private final Path link;
  private final Supplier<byte[]> answer;
  private final Semaphore answers = new Semaphore(ANSWERS_MAX);

  private RunSocket(ServerSocketChannel server, Path socket, Path link, Supplier<byte[]> answer) {
    this.server = server;
    this.socket = socket;
    this.link = link;
    this.answer = answer;
  }

  /**
   * Opens the socket of a run, in the place of one that an earlier process left behind.
   *
   * @param answer called by threads of its own, for every connection
   */
  public static RunSocket open(Path runFolder, Supplier<byte[]> answer) throws IOException {
    var link = runFolder.resolve("socket");
    removeLeftOver(link);
    var socket = Files.createTempDirectory("sampo-").resolve("socket");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.createSymbolicLink(link, socket);
    } catch (IOException e) {
      server.close();
      remove(socket);
      throw e;
    }
    var opened = new RunSocket(server, socket, link, answer);
    Thread.ofVirtual().name("run-socket").start(opened::serve);
    return opened;
  }

  /** What the live run of a folder answers; empty if nobody does. */
  public static Optional<byte[]> ask(Path runFolder) {
    var link = runFolder.resolve("socket");
    if (!Files.isSymbolicLink(link)) {
      return Optional.empty();
    }
    try (var channel =
        SocketChannel.open(UnixDomainSocketAddress.of(Files.readSymbolicLink(link)))) {
      var answer = Channels.newInputStream(channel).readAllBytes();
      return answer.length == 0 ? Optional.empty() : Optional.of(answer);
    } catch (IOException e) {
      LOG.debug("{} does not answer", link, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(link);
    remove(socket);
  }

  private void serve() {
    try {
      while (true) {
        var caller = server.accept();
        answers.acquireUninterruptibly();
        Thread.ofVirtual().name("run-socket-answer").start(() -> answer(caller));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("closed", e);
    } catch (IOException e) {
      LOG.warn("{}: this run can no longer be asked while it is live: {}", link, e.toString());
    }
  }

  private void answer(SocketChannel caller) {
    try (caller) {
      var bytes = ByteBuffer.wrap(answer.get());
      while (bytes.hasRemaining()) {
        caller.write(bytes);
      }
    } catch (IOException e) {
      LOG.debug("somebody hung up", e);
    } finally {
      answers.release();
    }
  }

  private static void removeLeftOver(Path link) throws IOException {
    if (Files.isSymbolicLink(link)) {
      remove(Files.readSymbolicLink(link));
      Files.delete(link);
    }
  }

  private static void remove(Path socket) throws IOException {
    Files.deleteIfExists(socket);
    var folder = socket.getParent();
    if (folder != null) {
      Files.deleteIfExists(folder);
    }
  }
}
