package io.sampo.cli.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a live run answers: whoever connects sends one line, a {@link LiveRequest}, and is sent one
 * answer. The socket lies in a short folder that only its owner may enter, since the path of a
 * socket holds 107 bytes, and the run's folder has a link to it.
 */
public final class RunSocket implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunSocket.class);

  /** Those who connect while so many are being answered wait. */
  private static final int ANSWERS_MAX = 8;

  /** Far more than a request with as many parameters as a job may have. */
  private static final int REQUEST_BYTES_MAX = 1 << 20;

  /** Who has not sent his request by then is hung up on. */
  private static final long REQUEST_SECONDS_MAX = 10;

  private final ServerSocketChannel server;
  private final Path socket;
  private final Path link;
  private final Function<String, byte[]> answer;
  private final Semaphore answers = new Semaphore(ANSWERS_MAX);

  private RunSocket(
      ServerSocketChannel server, Path socket, Path link, Function<String, byte[]> answer) {
    this.server = server;
    this.socket = socket;
    this.link = link;
    this.answer = answer;
  }

  /**
   * Opens the socket of a run, in the place of one that an earlier process left behind.
   *
   * @param answer of a line, which need not be a request; called by threads of its own
   */
  public static RunSocket open(Path runFolder, Function<String, byte[]> answer) throws IOException {
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
  public static Optional<byte[]> ask(Path runFolder, LiveRequest request) {
    var link = runFolder.resolve("socket");
    if (!Files.isSymbolicLink(link)) {
      return Optional.empty();
    }
    try (var channel =
        SocketChannel.open(UnixDomainSocketAddress.of(Files.readSymbolicLink(link)))) {
      write(channel, (request.line() + "\n").getBytes(UTF_8));
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
      var late =
          CompletableFuture.delayedExecutor(
              REQUEST_SECONDS_MAX, TimeUnit.SECONDS, Thread::startVirtualThread);
      var isRead = new AtomicBoolean();
      late.execute(() -> hangUp(caller, isRead));
      var line = line(new BufferedInputStream(Channels.newInputStream(caller)));
      isRead.set(true);
      write(caller, answer.apply(line));
    } catch (IOException e) {
      LOG.debug("somebody hung up", e);
    } finally {
      answers.release();
    }
  }

  private static void hangUp(SocketChannel caller, AtomicBoolean isRead) {
    if (!isRead.get()) {
      try {
        caller.close();
      } catch (IOException e) {
        LOG.debug("somebody hung up first", e);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (bytes.size() == REQUEST_BYTES_MAX) {
        throw new IOException("a request of more than %d bytes".formatted(REQUEST_BYTES_MAX));
      }
      bytes.write(next);
    }
    return bytes.toString(UTF_8);
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
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
