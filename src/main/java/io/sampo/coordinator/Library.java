package io.sampo.coordinator;

import io.sampo.artifact.ArtifactStore;
import io.sampo.model.ContentHash;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToLibrary.Answer;
import io.sampo.protocol.ToLibrary.Fetch;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/**
 * Lends out what the coordinators' database and store hold, by hash and piece by piece, to workers
 * that have neither. One request after the other, on threads that may block; those that find too
 * many waiting are dropped, and whoever sent them asks another node.
 */
public final class Library extends AbstractBehavior<ToLibrary> {

  /** Requests that wait: about a second of reading from a slow disk. */
  private static final int WAITING_MAX = 1_000;

  /** Files and definitions that are found without looking for them again. */
  private static final int KNOWN_MAX = 100;

  private static final String DISPATCHER = "sampo.library.dispatcher";

  /** Where definitions are read. */
  @FunctionalInterface
  public interface Definitions {

    /**
     * The bytes of the definition of this name; may block.
     *
     * @throws RuntimeException that says so, if there is none, or it cannot be read
     */
    byte[] bytes(ContentHash hash);
  }

  /** What was read or found lately, the one not asked for for longest first. */
  private static final class Lately<T> extends LinkedHashMap<ContentHash, T> {
    private static final long serialVersionUID = 1L;

    Lately() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ContentHash, T> eldest) {
      return size() > KNOWN_MAX;
    }
  }

  private final Definitions definitions;
  private final ArtifactStore files;
  private final Map<ContentHash, SoftReference<byte[]>> read = new Lately<>();
  private final Map<ContentHash, Path> found = new Lately<>();

  private Library(ActorContext<ToLibrary> context, Definitions definitions, ArtifactStore files) {
    super(context);
    this.definitions = definitions;
    this.files = files;
  }

  /** The library of a node, which the receptionist knows from here on. */
  public static Behavior<ToLibrary> create(Definitions definitions, ArtifactStore files) {
    return Behaviors.setup(context -> {
      var reader =
          context.spawn(
              Behaviors.supervise(
                      Behaviors.<ToLibrary>setup(self -> new Library(self, definitions, files)))
                  .onFailure(SupervisorStrategy.restart()),
              "reader",
              MailboxSelector.bounded(WAITING_MAX).withDispatcherFromConfig(DISPATCHER));
      context
          .getSystem()
          .receptionist()
          .tell(Receptionist.register(ToLibrary.KEY, context.getSelf()));
      return Behaviors.receiveMessage(message -> {
        reader.tell(message);
        return Behaviors.same();
      });
    });
  }

  @Override
  public Receive<ToLibrary> createReceive() {
    return newReceiveBuilder().onMessage(Fetch.class, this::answer).build();
  }

  private Behavior<ToLibrary> answer(Fetch fetch) {
    fetch.replyTo().tell(answerTo(fetch));
    return this;
  }

  private Answer answerTo(Fetch fetch) {
    try {
      return switch (fetch.kind()) {
        case DEFINITION -> piece(fetch, definition(fetch.hash()));
        case FILE -> piece(fetch, file(fetch.hash()));
      };
    } catch (IOException | RuntimeException e) {
      found.remove(fetch.hash());
      return new Answer.Missing(fetch.hash(), String.valueOf(e.getMessage()));
    }
  }

  private byte[] definition(ContentHash hash) {
    var known = read.get(hash);
    var bytes = known == null ? null : known.get();
    if (bytes == null) {
      bytes = definitions.bytes(hash);
      read.put(hash, new SoftReference<>(bytes));
    }
    return bytes;
  }

  private static Answer piece(Fetch fetch, byte[] whole) {
    var from = (int) Math.min(fetch.offset(), whole.length);
    var to = Math.min(whole.length, from + ToLibrary.CHUNK_BYTES_MAX);
    return new Answer.Chunk(fetch.hash(), from, Arrays.copyOfRange(whole, from, to), whole.length);
  }

  /** The store reads a whole file to find it, so that is done once; workers check what they get. */
  private Path file(ContentHash hash) throws IOException {
    var known = found.get(hash);
    if (known == null) {
      known = files.path(hash);
      found.put(hash, known);
    }
    return known;
  }

  private static Answer piece(Fetch fetch, Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var total = channel.size();
      var from = Math.min(fetch.offset(), total);
      var piece = ByteBuffer.allocate((int) Math.min(ToLibrary.CHUNK_BYTES_MAX, total - from));
      while (piece.hasRemaining() && channel.read(piece, from + piece.position()) >= 0) {}
      if (piece.hasRemaining()) {
        throw new IOException("%s became shorter while it was read".formatted(file));
      }
      return new Answer.Chunk(fetch.hash(), from, piece.array(), total);
    }
  }
}
