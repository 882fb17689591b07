package io.sampo.persistence.rocks.plugin;

import io.sampo.persistence.StoredEvent;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.serialization.AsyncSerializer;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;

/** What entities persist, as it is stored: each with the serializer that is bound to it. */
final class Payloads {

  private final Serialization serialization;

  Payloads(ActorSystem system) {
    serialization = SerializationExtension.get(system);
  }

  /** An event as it is stored. */
  StoredEvent stored(PersistentRepr event) {
    if (event.metadata().isDefined()) {
      throw new IllegalArgumentException(
          "metadata of event %d of %s: %s (expected: none, entities are not replicated)"
              .formatted(event.sequenceNr(), event.persistenceId(), event.metadata().get()));
    }
    var payload = event.payload();
    var serializer = serializer(payload, event.sequenceNr(), event.persistenceId());
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

  /** A snapshot as it is stored. */
  StoredEvent stored(SnapshotMetadata of, Object snapshot) {
    var serializer = serializer(snapshot, of.sequenceNr(), of.persistenceId());
    return new StoredEvent(
        of.persistenceId(),
        of.sequenceNr(),
        serializer.identifier(),
        Serializers.manifestFor(serializer, snapshot),
        "",
        "",
        of.timestamp(),
        serialization.serialize(snapshot).get());
  }

  /** What was stored. */
  Object live(StoredEvent stored) {
    return serialization
        .deserialize(stored.payload(), stored.serializerId(), stored.manifest())
        .get();
  }

  private Serializer serializer(Object payload, long sequenceNr, String persistenceId) {
    var serializer = serialization.findSerializerFor(payload);
    if (serializer instanceof AsyncSerializer) {
      throw new IllegalArgumentException(
          "serializer %s of number %d of %s (expected: one that is not asynchronous)"
              .formatted(serializer.identifier(), sequenceNr, persistenceId));
    }
    return serializer;
  }
}
