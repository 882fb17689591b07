package io.sampo.cluster.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The hosts that a certificate is for. */
final class HostNames {

  /** Kinds of alternative names. */
  private static final int DNS = 2;

  private static final int ADDRESS = 7;

  private HostNames() {}

  /** Names and addresses, as they stand in it. */
  static List<String> of(X509Certificate certificate) {
    var hosts = new ArrayList<String>();
    try {
      var names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (var name : names) {
          if (name.get(0) instanceof Integer kind
              && (kind == DNS || kind == ADDRESS)
              && name.get(1) instanceof String host) {
            hosts.add(host);
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return hosts;
  }

  /** Whether {@code host} is one of them; {@code *.} stands for one label. */
  static boolean names(X509Certificate certificate, String host) {
    var wanted = host.toLowerCase(Locale.ROOT);
    var dot = wanted.indexOf('.');
    var starred = dot > 0 ? "*" + wanted.substring(dot) : wanted;
    return of(certificate).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(wanted) || name.equals(starred));
  }
}
