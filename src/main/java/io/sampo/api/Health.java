package io.sampo.api;

import io.sampo.api.http.Blocking;
import io.sampo.api.http.Call;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.model.RunId;
import io.sampo.persistence.RunJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Whether the node is alive, and whether it is of use: what probes ask, without a token. */
final class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** However often anybody asks, the journal is asked no more often than that. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final ActorSystem<?> system;
  private final RunJournal journal;
  private final Blocking blocking;
  private final BooleanSupplier isSharded;
  private final AtomicReference<Probe> last = new AtomicReference<>();

  /** A look at the journal: what is wrong with it, if anything, and when that was asked. */
  private record Probe(long nanos, CompletableFuture<Optional<String>> reason) {}

  /**
   * The health of the node of {@code system}.
   *
   * @param isSharded whether some sharded entity has answered
   */
  Health(ActorSystem<?> system, RunJournal journal, Blocking blocking, BooleanSupplier isSharded) {
    this.system = system;
    this.journal = journal;
    this.blocking = new Blocking(blocking.executor(), PATIENCE);
    this.isSharded = isSharded;
  }

  /** The table. */
  List<Route> table() {
    return List.of(
        Route.of("GET", "/alive", Permission.NONE, this::alive),
        Route.of("GET", "/ready", Permission.NONE, this::ready));
  }

  private CompletionStage<HttpResponse> alive(Call call) {
    return CompletableFuture.completedFuture(
        Replies.json(json -> {
          json.writeStartObject();
          json.writeBooleanField("alive", true);
          json.writeEndObject();
        }));
  }

  private CompletionStage<HttpResponse> ready(Call call) {
    return journalReason()
        .thenApply(reason -> {
          var reasons = new ArrayList<String>();
          var status = Cluster.get(system).selfMember().status();
          if (!status.equals(MemberStatus.up())) {
            reasons.add("member of the cluster: %s (expected: Up)".formatted(status));
          }
          if (!isSharded.getAsBoolean()) {
            reasons.add("sharding: no entity has answered yet");
          }
          reason.ifPresent(reasons::add);
          return answer(reasons);
        });
  }

  private static HttpResponse answer(List<String> reasons) {
    return Replies.json(
        reasons.isEmpty() ? 200 : 503,
        json -> {
          json.writeStartObject();
          json.writeBooleanField("ready", reasons.isEmpty());
          json.writeArrayFieldStart("reasons");
          for (var reason : reasons) {
            json.writeString(reason);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private CompletionStage<Optional<String>> journalReason() {
    var now = System.nanoTime();
    var probe =
        last.updateAndGet(
            old -> old != null && now - old.nanos() < FRESH_NANOS ? old : new Probe(now, look()));
    return probe.reason();
  }

  /** What went wrong is told in no more than its kind: whoever asks has shown no token. */
  private CompletableFuture<Optional<String>> look() {
    return blocking
        .call(() -> {
          journal.read(new RunId(1), 1, 1, (_, _) -> {});
          return Optional.<String>empty();
        })
        .exceptionally(_ -> Optional.of("journal: it cannot be read"));
  }
}
