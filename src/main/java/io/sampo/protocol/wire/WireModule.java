package io.sampo.protocol.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.sampo.model.ContentHash;
import io.sampo.run.RunEvent;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Values that are written in a way of their own: hashes as their 32 bytes, and references to actors
 * and events of runs as the node's {@link Codec} has them.
 */
final class WireModule {

  private WireModule() {}

  /** What of a message only an actor system can write and read. */
  interface Codec {

    /** The address of an actor, complete with that of its node. */
    String path(ActorRef<?> actor);

    /** The actor of this address. */
    ActorRef<?> actor(String path);

    /** An event as its own serializer writes it. */
    Nested nested(RunEvent event);

    /**
     * The event that this was.
     *
     * @throws IOException if its serializer refuses it
     */
    RunEvent event(Nested nested) throws IOException;
  }

  /** What another serializer has written, and how to find that serializer. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  record Nested(int serializer, String manifest, byte[] bytes) {}

  static SimpleModule of(Codec codec) {
    return new SimpleModule("sampo wire")
        .addSerializer(ContentHash.class, writing(ContentHash.class, WireModule::writeHash))
        .addDeserializer(
            ContentHash.class, reading(ContentHash.class, (in, _) -> hash(in.getBinaryValue())))
        .addSerializer(
            ActorRef.class,
            writing(ActorRef.class, (actor, out) -> out.writeString(codec.path(actor))))
        .addDeserializer(
            ActorRef.class,
            reading(ActorRef.class, (in, _) -> codec.actor(in.getValueAsString(""))))
        .addSerializer(
            RunEvent.class,
            writing(RunEvent.class, (event, out) -> out.writePOJO(codec.nested(event))))
        .addDeserializer(
            RunEvent.class,
            reading(
                RunEvent.class, (in, context) -> codec.event(context.readValue(in, Nested.class))));
  }

  private static void writeHash(ContentHash hash, JsonGenerator out) throws IOException {
    out.writeBinary(HexFormat.of().parseHex(hash.hex()));
  }

  private static ContentHash hash(byte[] bytes) {
    return new ContentHash(HexFormat.of().formatHex(bytes));
  }

  @FunctionalInterface
  private interface Writing<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(JsonParser in, DeserializationContext context) throws IOException;
  }

  private static <T> StdSerializer<T> writing(Class<T> type, Writing<T> writing) {
    return new StdSerializer<>(type) {
      private static final long serialVersionUID = 1L;

      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        writing.write(value, out);
      }
    };
  }

  private static <T> StdDeserializer<T> reading(Class<T> type, Reading<T> reading) {
    return new StdDeserializer<>(type) {
      private static final long serialVersionUID = 1L;

      @Override
      public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return reading.read(in, context);
      }
    };
  }
}
