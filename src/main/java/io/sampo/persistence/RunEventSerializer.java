package io.sampo.persistence;

import io.sampo.run.RunEvent;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Pekko's way to the bytes of a run's events; bound to them in {@code reference.conf}. */
public final class RunEventSerializer extends SerializerWithStringManifest {

  private final int identifier;

  /** Made by Pekko. */
  public RunEventSerializer(ExtendedActorSystem system) {
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
    return RunEventFormat.manifest((RunEvent) event);
  }

  @Override
  public byte[] toBinary(Object event) {
    return RunEventFormat.encode((RunEvent) event);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return RunEventFormat.decode(bytes, manifest);
  }
}
