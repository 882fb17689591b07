package io.sampo.persistence;

import io.sampo.protocol.wire.NumberedSerializer;
import io.sampo.run.RunEvent;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;

/** Pekko's way to the bytes of a run's events; bound to them in {@code reference.conf}. */
public final class RunEventSerializer extends NumberedSerializer {

  /** Made by Pekko. */
  public RunEventSerializer(ExtendedActorSystem system) {
    super(system);
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
