package io.sampo.persistence;

import io.sampo.protocol.wire.NumberedSerializer;
import io.sampo.token.TokenEvent;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;

/** Pekko's way to the bytes of the events of tokens; bound to them in {@code reference.conf}. */
public final class TokenEventSerializer extends NumberedSerializer {

  /** Made by Pekko. */
  public TokenEventSerializer(ExtendedActorSystem system) {
    super(system);
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
