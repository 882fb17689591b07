package io.sampo.cluster.tls;

import io.sampo.config.TlsSettings;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of nodes that were refused, with what to do about it. They come again every second: the
 * same is said once a minute, and no more than {@value #LINES_MAX} different things in that time.
 */
final class Refusals {

  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
  private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int LINES_MAX = 20;

  private final TlsSettings files;
  private final LongSupplier nanos;
  private final Map<String, Long> said = new HashMap<>();

  Refusals(TlsSettings files, LongSupplier nanos) {
    this.files = files;
    this.nanos = nanos;
  }

  /** Tells of {@code peer}, which showed {@code chain}. */
  void add(String peer, X509Certificate[] chain, CertificateException why) {
    var line = line(peer, chain, why);
    if (isNews(line)) {
      LOG.error("{}", line);
    }
  }

  private synchronized boolean isNews(String line) {
    var now = nanos.getAsLong();
    said.values().removeIf(at -> now - at > AGAIN_NANOS);
    return said.size() < LINES_MAX && said.putIfAbsent(line, now) == null;
  }

  private String line(String peer, X509Certificate[] chain, CertificateException why) {
    var own = chain[0];
    var mend =
        isExpired(why)
            ? "renew its sampo.tls.certificate"
            : ("give it a sampo.tls.certificate that names its host and is signed by an authority"
                    + " in %s, or add its authority to that file")
                .formatted(files.authority());
    return "TLS: %s is refused: its certificate (of %s for %s, by %s, until %s): %s; %s"
        .formatted(
            peer,
            own.getSubjectX500Principal(),
            HostNames.of(own),
            own.getIssuerX500Principal(),
            own.getNotAfter().toInstant(),
            why.getMessage(),
            mend);
  }

  private static boolean isExpired(Throwable why) {
    for (var cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException) {
        return true;
      }
    }
    return false;
  }
}
