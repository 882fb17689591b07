package io.sampo.persistence.rocks.plugin;

import com.typesafe.config.Config;
import io.sampo.persistence.StoredEvent;
import io.sampo.persistence.rocks.RocksStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;

/**
 * Pekko's snapshots over the {@link RocksStore} of the journal: fsynced like events. Configured by
 * {@code sampo.journal.rocks}.
 */
public final class RocksSnapshots extends SnapshotStore {

  private static final Logger LOG = LoggerFactory.getLogger(RocksSnapshots.class);

  private final RocksStore store;
  private final Payloads payloads;
  private final Executor working;

  /** Made by Pekko, with the plug-in's own block of the settings. */
  public RocksSnapshots(Config config) {
    var system = context().system();
    var journal = system.settings().config().getConfig("sampo.journal.rocks");
    this.store = RocksJournal.store(system, journal);
    this.payloads = new Payloads(system);
    this.working = system.dispatchers().lookup(journal.getString("replay-dispatcher"));
  }

  @Override
  public Future<Optional<SelectedSnapshot>> doLoadAsync(
      String persistenceId, SnapshotSelectionCriteria criteria) {
    var loaded =
        CompletableFuture.supplyAsync(
            () ->
                found(persistenceId, criteria, 1).stream()
                    .findFirst()
                    .map(
                        stored -> SelectedSnapshot.create(metadata(stored), payloads.live(stored))),
            working);
    return Answers.of(loaded.whenComplete((_, failure) -> tell(persistenceId, failure)));
  }

  /** Pekko goes on without a snapshot where it may, and does not say why. */
  private static void tell(String persistenceId, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("no snapshot of {} can be read", persistenceId, failure);
    }
  }

  @Override
  public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
    return Answers.done(
        CompletableFuture.supplyAsync(() -> payloads.stored(metadata, snapshot), working)
            .thenCompose(store::putSnapshot));
  }

  @Override
  public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
    var number = metadata.sequenceNr();
    var at = metadata.timestamp() == 0 ? Long.MAX_VALUE : metadata.timestamp();
    return doDeleteAsync(
        metadata.persistenceId(), SnapshotSelectionCriteria.create(number, at, number, 0));
  }

  @Override
  public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
    return Answers.done(
        CompletableFuture.supplyAsync(
                () ->
                    found(persistenceId, criteria, Integer.MAX_VALUE).stream()
                        .map(StoredEvent::sequenceNr)
                        .toList(),
                working)
            .thenCompose(numbers -> store.deleteSnapshots(persistenceId, numbers)));
  }

  /** Those that {@code criteria} want, {@code most} at most, the latest first. */
  private List<StoredEvent> found(
      String persistenceId, SnapshotSelectionCriteria criteria, int most) {
    var found = new ArrayList<StoredEvent>();
    store
        .reader()
        .snapshots(
            persistenceId,
            criteria.minSequenceNr(),
            criteria.maxSequenceNr(),
            stored -> {
              var at = stored.timestampMillis();
              if (at >= criteria.minTimestamp() && at <= criteria.maxTimestamp()) {
                found.add(stored);
              }
              return found.size() < most;
            });
    return found;
  }

  private static SnapshotMetadata metadata(StoredEvent stored) {
    return SnapshotMetadata.apply(
        stored.persistenceId(), stored.sequenceNr(), stored.timestampMillis());
  }
}
