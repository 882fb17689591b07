package io.sampo.protocol.wire;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.Message;
import io.sampo.protocol.packed.PackedLeases;
import io.sampo.protocol.packed.PackedOrders;
import io.sampo.protocol.packed.PackedReport;
import io.sampo.protocol.packed.Packing;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Messages as bytes, beside a manifest that names the message and its version: CBOR, or for those
 * there are most of what is {@link #BY_HAND written by hand}.
 */
final class WireFormat {

  /** Deeper than any message of ours, and far from the end of any stack. */
  private static final int NESTING_MAX = 100;

  private static final Map<Class<?>, Packing<?>> BY_HAND =
      Stream.of(PackedOrders.ORDERS, PackedReport.REPORT, PackedLeases.WANTS, PackedLeases.GRANTED)
          .collect(toUnmodifiableMap(Packing::type, packing -> packing));

  private final ObjectMapper cbor;

  WireFormat(WireModule.Codec codec) {
    var factory =
        CBORFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
            .build();
    cbor = WireShapes.applyTo(CBORMapper.builder(factory)).addModule(WireModule.of(codec)).build();
  }

  /** Whether messages of {@code type} are CBOR. */
  static boolean isCbor(Class<? extends Message> type) {
    return !BY_HAND.containsKey(type);
  }

  byte[] encode(Message message) {
    var packing = BY_HAND.get(message.getClass());
    return packing == null ? cbor(message) : packing.pack(message);
  }

  private byte[] cbor(Message message) {
    try {
      return cbor.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("message not written: " + message, e);
    }
  }

  /**
   * The message that {@code bytes} were made from.
   *
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not of its shape
   */
  Message decode(byte[] bytes, String manifest) throws NotSerializableException {
    var type = Manifests.type(manifest);
    if (type == null) {
      throw new NotSerializableException(
          "message \"%s\" (expected: one of %s); a newer release sent it, upgrade this node"
              .formatted(manifest, Manifests.all()));
    }
    try {
      var packing = BY_HAND.get(type);
      return packing == null ? cbor.readValue(bytes, type) : (Message) packing.unpack(bytes);
    } catch (IOException | IllegalArgumentException e) {
      var refusal =
          new NotSerializableException(
              "message \"%s\": %d bytes are not of that shape (%s); see which release sent it"
                  .formatted(manifest, bytes.length, e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
