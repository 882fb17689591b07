package io.sampo.cluster;

import com.typesafe.config.Config;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.dispatch.Futures;
import org.apache.pekko.remote.transport.AssociationHandle;
import org.apache.pekko.remote.transport.Transport;
import scala.Tuple2;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;

/**
 * The transport of a cluster of one: binds no port and reaches nobody, so that nobody else on the
 * machine can send an actor of an embedded node anything. Pekko's Artery cannot be without a port;
 * its older remoting takes any transport.
 */
@SuppressWarnings("deprecation") // Classic remoting: see above.
public final class LoneTransport implements Transport {

  /** One of the few that the cluster takes. */
  private static final String SCHEME = "tcp";

  private static final int PAYLOAD_BYTES_MAX = 1 << 17;

  private final Address address;

  /** Made by Pekko. */
  public LoneTransport(ExtendedActorSystem system, Config settings) {
    address = new Address(SCHEME, system.name(), settings.getString("host"), 1);
  }

  @Override
  public String schemeIdentifier() {
    return SCHEME;
  }

  @Override
  public boolean isResponsibleFor(Address other) {
    return true;
  }

  @Override
  public int maximumPayloadBytes() {
    return PAYLOAD_BYTES_MAX;
  }

  @Override
  public Future<Tuple2<Address, Promise<AssociationEventListener>>> listen() {
    return Futures.successful(new Tuple2<>(address, Promise$.MODULE$.apply()));
  }

  @Override
  public Future<AssociationHandle> associate(Address remote) {
    return Futures.failed(
        new InvalidAssociationException(
            "%s is on another machine: this node is alone".formatted(remote), null));
  }

  @Override
  public Future<Object> shutdown() {
    return Futures.successful(true);
  }
}
