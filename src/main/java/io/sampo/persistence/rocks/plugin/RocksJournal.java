package io.sampo.persistence.rocks.plugin;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import io.sampo.persistence.StoredEvent;
import io.sampo.persistence.rocks.RocksStore;
import io.sampo.persistence.rocks.RocksStores;
import io.sampo.persistence.rocks.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Pekko's journal over a {@link RocksStore}; configured by {@code sampo.journal.rocks}.
 *
 * <p>Everything that one entity writes at once is stored whole or not at all. An event that cannot
 * be serialized, a taken sequence number or a gap fails the write and never rejects single events:
 * the journal of an entity has no holes, and the entity must replay. So {@code onPersistFailure} is
 * what entities set, and {@code onPersistRejected} is never heard.
 */
public final class RocksJournal extends AsyncWriteJournal {

  private final RocksStore store;
  private final Payloads payloads;
  private final Executor reading;

  /** Made by Pekko, with the journal's own block of the settings. */
  public RocksJournal(Config config) {
    var system = context().system();
    this.store = store(system, config);
    this.payloads = new Payloads(system);
    this.reading = system.dispatchers().lookup(config.getString("replay-dispatcher"));
  }

  static RocksStore store(ActorSystem system, Config config) {
    var folder = config.getString("folder");
    Check.that(!folder.isBlank(), "sampo.journal.rocks.folder", folder, "a path");
    return RocksStores.get(system).store(Path.of(folder), StoreSettings.of(config));
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    var events = new ArrayList<StoredEvent>();
    for (var message : messages) {
      CollectionConverters.asJava(message.payload())
          .forEach(event -> events.add(payloads.stored(event)));
    }
    return Answers.of(store.append(events).thenApply(_ -> List.of()));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return Answers.done(store.deleteTo(persistenceId, toSequenceNr));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayCallback) {
    return Answers.done(
        CompletableFuture.runAsync(
            () ->
                store
                    .reader()
                    .replay(
                        persistenceId,
                        fromSequenceNr,
                        toSequenceNr,
                        max,
                        event -> replayCallback.accept(live(event))),
            reading));
  }

  /** Waits for the writes under way: an entity that restarted must not miss its own last one. */
  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return Answers.of(
        store
            .barrier()
            .thenApplyAsync(_ -> store.reader().highestSequenceNr(persistenceId), reading));
  }

  private PersistentRepr live(StoredEvent event) {
    return PersistentRepr.apply(
            payloads.live(event),
            event.sequenceNr(),
            event.persistenceId(),
            event.adapterManifest(),
            false,
            ActorRef.noSender(),
            event.writerUuid())
        .withTimestamp(event.timestampMillis());
  }
}
