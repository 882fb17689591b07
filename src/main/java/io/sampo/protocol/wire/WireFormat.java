package io.sampo.protocol.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.Message;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;

/** Messages as bytes: CBOR, beside a manifest that names the message and its version. */
final class WireFormat {

  /** Deeper than any message of ours, and far from the end of any stack. */
  private static final int NESTING_MAX = 100;

  private final ObjectMapper cbor;

  WireFormat(WireModule.Codec codec) {
    var factory =
        CBORFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
            .build();
    cbor = WireShapes.applyTo(CBORMapper.builder(factory)).addModule(WireModule.of(codec)).build();
  }

  byte[] encode(Message message) {
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
      return cbor.readValue(bytes, type);
    } catch (IOException e) {
      var refusal =
          new NotSerializableException(
              "message \"%s\": %d bytes are not of that shape (%s); see which release sent it"
                  .formatted(manifest, bytes.length, e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
