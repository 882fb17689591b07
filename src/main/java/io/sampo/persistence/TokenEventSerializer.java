package io.sampo.persistence;

import io.sampo.token.TokenEvent;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Pekko's way to the bytes of the events of tokens; bound to them in {@code reference.conf}. */
public final class TokenEventSerializer extends SerializerWithStringManifest {

  private final int identifier;

  /** Made by Pekko. */
  public TokenEventSerializer(ExtendedActorSystem system) {
    this.identifier =
        system
            .settings()
            .config()
            .getInt("pekko.actor.serialization-identifiers.\"" + getClass().getName() + "\"");
  }

  @Override
  public int identifier() {
    return identifier;
  }

  @Override
  public String manifest(Object event) {
    return TokenEventFormat.manifest((TokenEvent) event);
  }

  @Override
  public byte[] toBinary(Object event) {
    return TokenEventFormat.encode((TokenEvent) event);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return TokenEventFormat.decode(bytes, manifest);
  }
}
