package io.sampo.protocol.wire;

import io.sampo.protocol.Message;
import io.sampo.protocol.wire.WireModule.Nested;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializers;

/** Pekko's way to the bytes of messages; bound to {@link Message} in {@code reference.conf}. */
public final class WireSerializer extends NumberedSerializer {

  private final WireFormat format;

  /** Made by Pekko. */
  public WireSerializer(ExtendedActorSystem system) {
    super(system);
    format = new WireFormat(new SystemCodec(system));
  }

  @Override
  public String manifest(Object message) {
    return Manifests.of(message.getClass());
  }

  @Override
  public byte[] toBinary(Object message) {
    return format.encode((Message) message);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return format.decode(bytes, manifest);
  }

  /** Asks the system only when there is a message: serializers are made before it is ready. */
  private record SystemCodec(ExtendedActorSystem system) implements WireModule.Codec {

    @Override
    public String path(ActorRef<?> actor) {
      return resolver().toSerializationFormat(actor);
    }

    @Override
    public ActorRef<?> actor(String path) {
      return resolver().resolveActorRef(path);
    }

    @Override
    public Nested nested(RunEvent event) {
      var serializer = serialization().findSerializerFor(event);
      return new Nested(
          serializer.identifier(),
          Serializers.manifestFor(serializer, event),
          serializer.toBinary(event));
    }

    @Override
    public RunEvent event(Nested nested) throws IOException {
      var read =
          serialization().deserialize(nested.bytes(), nested.serializer(), nested.manifest());
      if (read.isFailure()) {
        throw new IOException(read.failed().get().getMessage(), read.failed().get());
      }
      if (read.get() instanceof RunEvent event) {
        return event;
      }
      throw new IOException("\"%s\" is no event of a run".formatted(nested.manifest()));
    }

    private ActorRefResolver resolver() {
      return ActorRefResolver.get(Adapter.toTyped(system));
    }

    private Serialization serialization() {
      return SerializationExtension.get(system);
    }
  }
}
