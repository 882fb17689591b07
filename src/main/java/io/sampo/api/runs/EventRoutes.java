package io.sampo.api.runs;

import io.sampo.api.http.Blocking;
import io.sampo.api.http.Call;
import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Refused;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.model.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The route by which a run is followed, and the streams that are open on it. */
public final class EventRoutes {

  /**
   * A comment is sent when nothing else was for that long, so that nobody takes a wait for dead;
   * and so that a client that has gone is noticed: only what is sent to it tells.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private static final ByteString COMMENT = ByteString.fromString(":\n\n");

  private final RunReader reader;
  private final Blocking blocking;
  private final ActorSystem<?> system;
  private final int streamsMax;
  private final Set<EventStream> running = ConcurrentHashMap.newKeySet();
  private final AtomicLong started = new AtomicLong();
  private final SharedKillSwitch end = KillSwitches.shared("event-streams");

  /**
   * Streams of what {@code reader} finds.
   *
   * @param streamsMax that may be open at the same time
   */
  public EventRoutes(RunReader reader, Blocking blocking, ActorSystem<?> system, int streamsMax) {
    this.reader = reader;
    this.blocking = blocking;
    this.system = system;
    this.streamsMax = streamsMax;
  }

  /** The table. */
  public List<Route> table() {
    return List.of(Route.of("GET", "/api/sampo/1/runs/{id}/events", Permission.VIEW, this::events));
  }

  /** Ends every stream, and opens none any more; clients go on with another node. */
  public CompletionStage<Void> close() {
    end.shutdown();
    return CompletableFuture.allOf(
        running.stream().map(EventStream::ended).toArray(CompletableFuture[]::new));
  }

  private CompletionStage<HttpResponse> events(Call call) {
    var run = call.run();
    var after = call.header("last-event-id").map(EventRoutes::seq).orElse(0L);
    return blocking.call(() -> {
      if (reader.events(run, 1, 1).isEmpty()) {
        throw Call.noRun(run);
      }
      return open(run, after);
    });
  }

  private static long seq(String text) {
    try {
      var seq = Long.parseLong(text);
      if (seq >= 0) {
        return seq;
      }
    } catch (NumberFormatException _) {
      // Refused like a negative one.
    }
    throw Refused.parameter("Last-Event-ID", text, "the id of an event");
  }

  private HttpResponse open(RunId run, long after) {
    if (running.size() >= streamsMax) {
      throw new Refused(
          ErrorCode.RESOURCE_EXHAUSTED,
          "%d streams are open (expected: fewer; see sampo.api.event-streams-max)"
              .formatted(streamsMax));
    }
    var stream =
        new EventStream(
            run,
            after,
            reader,
            blocking,
            () ->
                system.systemActorOf(
                    Tail.create(run), "event-stream-" + started.incrementAndGet(), Props.empty()));
    var type = MediaTypes.TEXT_EVENT_STREAM.toContentType();
    return Replies.of(
        200, HttpEntities.createChunked(type, Source.lazySource(() -> counted(stream))));
  }

  /** The stream counts from when it is sent, which it never is if the client has gone. */
  private Source<ByteString, NotUsed> counted(EventStream stream) {
    running.add(stream);
    var _ = stream.ended().thenRun(() -> running.remove(stream));
    return stream.source().keepAlive(HEARTBEAT, () -> COMMENT).via(end.flow());
  }
}
