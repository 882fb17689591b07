package io.sampo.api.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.api.http.Blocking;
import io.sampo.api.runs.Tail.Pull;
import io.sampo.api.runs.Tail.Signal;
import io.sampo.model.RunId;
import io.sampo.projection.EventLine;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run as a stream of server-sent events, first those in the journal, then each as
 * it is told. Ends once the run has ended. Reads on only as fast as the client does.
 *
 * <p>A step begins when the one before it is done, whatever thread that was on; but the stream may
 * be closed at any time.
 */
final class EventStream {

  /** Events that are read from the journal at once. */
  private static final int READ_MAX = 200;

  private final RunId run;
  private final long after;
  private final RunReader reader;
  private final Blocking blocking;
  private final Supplier<ActorRef<Object>> follow;
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private @Nullable RunHistory history;
  private @Nullable ActorRef<Object> tail;
  private boolean isClosed;

  /**
   * The stream of {@code run}.
   *
   * @param after the last event that the client has
   * @param follow starts a {@link Tail}, once the stream needs one
   */
  EventStream(
      RunId run,
      long after,
      RunReader reader,
      Blocking blocking,
      Supplier<ActorRef<Object>> follow) {
    this.run = run;
    this.after = after;
    this.reader = reader;
    this.blocking = blocking;
    this.follow = follow;
  }

  /** The stream itself; to be run once. What there is at one time is sent at one time. */
  Source<ByteString, NotUsed> source() {
    return Source.unfoldResourceAsync(
        () -> CompletableFuture.completedFuture(this),
        EventStream::next,
        stream -> {
          stream.close();
          return ended;
        });
  }

  /** Ends the stream with its next step; it also ends by itself, or when the client has gone. */
  synchronized void close() {
    isClosed = true;
    if (tail != null) {
      tail.tell(Signal.STOP);
    }
    ended.complete(Done.done());
  }

  /** When nothing of the stream is left, however it came to that: before the client hears of it. */
  CompletableFuture<Done> ended() {
    return ended;
  }

  /** Starts one with the first need of it; null if the stream is over. */
  private synchronized @Nullable ActorRef<Object> tail() {
    if (tail == null && !isClosed) {
      tail = follow.get();
    }
    return isClosed ? null : tail;
  }

  private CompletionStage<Optional<ByteString>> next() {
    return blocking
        .call(() -> accept(reader.events(run, seq() + 1, seq() + READ_MAX)))
        .thenCompose(this::pass);
  }

  private CompletionStage<Optional<ByteString>> pass(Step step) {
    if (step.text().nonEmpty()) {
      return CompletableFuture.completedFuture(Optional.of(step.text()));
    }
    if (step.count() > 0) {
      return next();
    }
    return isOver() ? CompletableFuture.completedFuture(Optional.empty()) : await();
  }

  /** Waits for as long as it takes; the connection is kept alive meanwhile. */
  private CompletionStage<Optional<ByteString>> await() {
    var open = tail();
    if (open == null) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    var told = new CompletableFuture<List<Journaled>>();
    open.tell(new Pull(seq(), told));
    return told.thenCompose(events ->
        events.isEmpty() ? next() : blocking.call(() -> accept(events)).thenCompose(this::pass));
  }

  /** What came of some events: how many they were, and the text of those the client lacks. */
  private record Step(int count, ByteString text) {}

  private Step accept(List<Journaled> events) {
    var text = new StringBuilder();
    for (var event : events) {
      var current = history;
      if (current == null) {
        current = reader.empty(event.event());
        history = current;
      }
      current.accept(event);
      if (event.seq() > after) {
        text.append("id: ").append(event.seq()).append("\ndata: ");
        text.append(EventLine.of(event, current)).append("\n\n");
      }
    }
    return new Step(events.size(), ByteString.fromArray(text.toString().getBytes(UTF_8)));
  }

  private long seq() {
    var current = history;
    return current == null ? 0 : current.seq();
  }

  private boolean isOver() {
    var current = history;
    return current == null || current.result() != null;
  }
}
