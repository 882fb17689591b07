package io.sampo.cluster.tls;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.config.TlsSettings;
import io.sampo.protocol.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * Makes the TLS ends of a node's connections: both sides show a certificate, and whoever calls
 * insists on the host it called. The files are read anew again and again; while they do not do, the
 * last that did stay.
 *
 * <p>Pekko makes it by its name, and calls it from any thread.
 */
public final class NodeTls implements SSLEngineProvider {

  private static final Logger LOG = LoggerFactory.getLogger(NodeTls.class);
  private static final String HOST = "pekko.remote.artery.canonical.hostname";

  /** How long before their end it is asked for new ones. */
  private static final Duration NOTICE = Duration.ofDays(14);

  private static final Duration NOTICE_EVERY = Duration.ofHours(6);

  private final TlsSettings files;
  private final String host;
  private final Refusals refusals;
  private volatile Instant nextNotice = Instant.EPOCH;
  private volatile SSLContext context;

  /** That of {@code system}, which ends with it. */
  public NodeTls(ActorSystem system) {
    var config = system.settings().config();
    files = TlsSettings.of(config);
    host = config.getString(HOST);
    refusals = new Refusals(files, System::nanoTime);
    context = read();
    system
        .scheduler()
        .scheduleWithFixedDelay(files.reread(), files.reread(), this::reread, system.dispatcher());
  }

  /**
   * What Pekko is told so that nodes speak TLS; nothing if they are not to.
   *
   * @param host by which other nodes call this one
   * @throws TlsException if a file does not do
   */
  public static Config config(TlsSettings files, String host) {
    if (!files.isEnabled()) {
      return ConfigFactory.empty();
    }
    Credentials.read(files, host, now());
    return ConfigFactory.parseMap(
        Map.of(
            "pekko.remote.artery.transport",
            "tls-tcp",
            "pekko.remote.artery.ssl.ssl-engine-provider",
            NodeTls.class.getName()));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Clock.SYSTEM.now().wallMillis());
  }

  private SSLContext read() {
    var now = now();
    var read = Credentials.read(files, host, now);
    if (read.end().isBefore(now.plus(NOTICE)) && !now.isBefore(nextNotice)) {
      nextNotice = now.plus(NOTICE_EVERY);
      LOG.warn("sampo.tls.certificate: {} expires on {}", files.certificate(), read.end());
    }
    return read.context(refusals);
  }

  private void reread() {
    try {
      context = read();
    } catch (TlsException e) {
      LOG.error("{}; until it is mended, what was read before counts", e.getMessage());
    }
  }

  @Override
  public SSLEngine createClientSSLEngine(String peer, int port) {
    var engine = context.createSSLEngine(peer, port);
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine createServerSSLEngine(String own, int port) {
    var engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(true);
    return engine;
  }

  @Override
  public Option<Throwable> verifyClientSession(String peer, SSLSession session) {
    return Option.empty();
  }

  @Override
  public Option<Throwable> verifyServerSession(String own, SSLSession session) {
    return Option.empty();
  }
}
