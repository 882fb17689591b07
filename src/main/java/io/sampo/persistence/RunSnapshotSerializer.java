package io.sampo.persistence;

import io.sampo.run.state.RunSnapshot;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Pekko's way to the bytes of a run's snapshots; bound to them in {@code reference.conf}. */
public final class RunSnapshotSerializer extends SerializerWithStringManifest {

  private final int identifier;

  /** Made by Pekko. */
  public RunSnapshotSerializer(ExtendedActorSystem system) {
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
  public String manifest(Object snapshot) {
    return RunSnapshotFormat.MANIFEST;
  }

  @Override
  public byte[] toBinary(Object snapshot) {
    return RunSnapshotFormat.encode((RunSnapshot) snapshot);
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    return RunSnapshotFormat.decode(bytes, manifest);
  }
}
