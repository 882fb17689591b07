package io.sampo.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.shape.Shapes;
import io.sampo.token.TokenEvent;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeSet;

/** Events of tokens as bytes, named and versioned like those of runs. */
final class TokenEventFormat {

  private static final ObjectMapper CBOR = Shapes.applyTo(CBORMapper.builder()).build();

  private static final Map<String, Class<? extends TokenEvent>> TYPES =
      Map.of(
          "TokenClaimed:1", TokenEvent.Claimed.class,
          "TokenConfirmed:1", TokenEvent.Confirmed.class,
          "TokenReleased:1", TokenEvent.Released.class,
          "AdministratorAdmitted:1", TokenEvent.AdministratorAdmitted.class);

  private TokenEventFormat() {}

  /** The name and version under which {@code event} is written. */
  static String manifest(TokenEvent event) {
    return switch (event) {
      case TokenEvent.Claimed _ -> "TokenClaimed:1";
      case TokenEvent.Confirmed _ -> "TokenConfirmed:1";
      case TokenEvent.Released _ -> "TokenReleased:1";
      case TokenEvent.AdministratorAdmitted _ -> "AdministratorAdmitted:1";
    };
  }

  static byte[] encode(TokenEvent event) {
    try {
      return CBOR.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("event not written: " + event, e);
    }
  }

  /**
   * The event that {@code bytes} were made from.
   *
   * @throws NotSerializableException if the manifest is unknown, or the bytes are not of its shape
   */
  static TokenEvent decode(byte[] bytes, String manifest) throws NotSerializableException {
    var type = TYPES.get(manifest);
    if (type == null) {
      throw new NotSerializableException(
          "event of a token \"%s\" (expected: one of %s); a newer release wrote it, use that one"
              .formatted(manifest, new TreeSet<>(TYPES.keySet())));
    }
    try {
      return CBOR.readValue(bytes, type);
    } catch (IOException e) {
      var refusal =
          new NotSerializableException(
              "event of a token \"%s\": %d bytes are not of that shape (%s); see who wrote it"
                  .formatted(manifest, bytes.length, e.getMessage()));
      refusal.initCause(e);
      throw refusal;
    }
  }
}
