package io.sampo.protocol.wire;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** A serializer whose number, which stands beside all that it writes, is in the settings. */
public abstract class NumberedSerializer extends SerializerWithStringManifest {

  private final int identifier;

  /** Reads the number, by the name of the class. */
  protected NumberedSerializer(ExtendedActorSystem system) {
    identifier =
        system
            .settings()
            .config()
            .getInt("pekko.actor.serialization-identifiers.\"" + getClass().getName() + "\"");
  }

  @Override
  public final int identifier() {
    return identifier;
  }
}
