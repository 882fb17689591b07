package io.sampo.persistence.rocks;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import io.sampo.persistence.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.AsyncSerializer;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;
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
  private final Serialization serialization;
  private final Executor reading;

  /** Made by Pekko, with the journal's own block of the settings. */
  public RocksJournal(Config config) {
    var system = context().system();
    this.store = RocksStores.get(system).store(folder(config), StoreSettings.of(config));
    this.serialization = SerializationExtension.get(system);
    this.reading = system.dispatchers().lookup(config.getString("replay-dispatcher"));
  }

  private static Path folder(Config config) {
    var folder = config.getString("folder");
    Check.that(!folder.isBlank(), "sampo.journal.rocks.folder", folder, "a path");
    return Path.of(folder);
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    var events = new ArrayList<StoredEvent>();
    for (var message : messages) {
      CollectionConverters.asJava(message.payload()).forEach(event -> events.add(stored(event)));
    }
    return answer(store.append(events).thenApply(_ -> List.of()));
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return done(store.deleteTo(persistenceId, toSequenceNr));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayCallback) {
    return done(
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
    return answer(
        store
            .barrier()
            .thenApplyAsync(_ -> store.reader().highestSequenceNr(persistenceId), reading));
  }

  private StoredEvent stored(PersistentRepr event) {
    if (event.metadata().isDefined()) {
      throw new IllegalArgumentException(
          "metadata of event %d of %s: %s (expected: none, entities are not replicated)"
              .formatted(event.sequenceNr(), event.persistenceId(), event.metadata().get()));
    }
    var payload = event.payload();
    var serializer = serialization.findSerializerFor(payload);
    if (serializer instanceof AsyncSerializer) {
      throw new IllegalArgumentException(
          "serializer %s of event %d of %s (expected: one that is not asynchronous)"
              .formatted(serializer.identifier(), event.sequenceNr(), event.persistenceId()));
    }
    return new StoredEvent(
        event.persistenceId(),
        event.sequenceNr(),
        serializer.identifier(),
        Serializers.manifestFor(serializer, payload),
        event.manifest(),
        event.writerUuid(),
        event.timestamp(),
        serialization.serialize(payload).get());
  }

  private PersistentRepr live(StoredEvent event) {
    var payload =
        serialization.deserialize(event.payload(), event.serializerId(), event.manifest()).get();
    return PersistentRepr.apply(
            payload,
            event.sequenceNr(),
            event.persistenceId(),
            event.adapterManifest(),
            false,
            ActorRef.noSender(),
            event.writerUuid())
        .withTimestamp(event.timestampMillis());
  }

  private static Future<Void> done(CompletableFuture<?> future) {
    return answer(future.thenAccept(_ -> {}));
  }

  /**
   * The same as Scala's future, which fails with the cause itself and not with a wrapping of it.
   */
  private static <T> Future<T> answer(CompletableFuture<T> future) {
    var promise = Futures.<T>promise();
    var _ =
        future.whenComplete((value, failure) -> {
          if (failure == null) {
            promise.success(value);
          } else {
            var wraps = failure instanceof CompletionException && failure.getCause() != null;
            promise.failure(wraps ? failure.getCause() : failure);
          }
        });
    return promise.future();
  }
}
