package io.sampo.persistence;

import io.sampo.protocol.wire.NumberedSerializer;
import io.sampo.run.state.RunSnapshot;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;

/** Pekko's way to the bytes of a run's snapshots; bound to them in {@code reference.conf}. */
public final class RunSnapshotSerializer extends NumberedSerializer {

  /** Made by Pekko. */
  public RunSnapshotSerializer(ExtendedActorSystem system) {
    super(system);
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
