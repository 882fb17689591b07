package io.sampo.protocol;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Settings of an actor system that is a node of a cluster, on a port of the loopback. */
public final class LoopbackNode {

  public static final Config CONFIG =
      ConfigFactory.parseString(
              """
              pekko {
                loglevel = WARNING
                actor { provider = cluster, allow-java-serialization = off }
                remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                cluster {
                  downing-provider-class = ""
                  jmx.enabled = off
                  gossip-interval = 100ms
                  leader-actions-interval = 100ms
                  periodic-tasks-initial-delay = 50ms
                }
                coordinated-shutdown.run-by-actor-system-terminate = off
              }
              """)
          .withFallback(ConfigFactory.load());

  private LoopbackNode() {}
}
