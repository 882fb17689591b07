package io.sampo.cluster.tls;

import io.sampo.config.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a node's files say: who it is, and whom it believes. Checked as far as one node can. */
final class Credentials {

  private static final String PROTOCOL = "TLSv1.3";
  private static final char[] NO_PASSWORD = new char[0];

  private final TlsSettings files;
  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final X509ExtendedTrustManager authorities;

  private Credentials(
      TlsSettings files,
      List<X509Certificate> chain,
      PrivateKey key,
      X509ExtendedTrustManager authorities) {
    this.files = files;
    this.chain = chain;
    this.key = key;
    this.authorities = authorities;
  }

  /**
   * Reads the files.
   *
   * @param host by which other nodes call this one
   * @throws TlsException if one of them does not do, now
   */
  static Credentials read(TlsSettings files, String host, Instant now) {
    var chain = PemFiles.certificates("certificate", files.certificate());
    var algorithm = chain.getFirst().getPublicKey().getAlgorithm();
    var key = PemFiles.privateKey("key", files.key(), algorithm);
    try {
      var trusted = authorities(PemFiles.certificates("ca", files.authority()));
      var read = new Credentials(files, chain, key, trusted);
      read.refuseUnfit(host, now);
      return read;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException("certificate", files.certificate(), e.toString(), "another", e);
    }
  }

  /** Until when they hold. */
  Instant end() {
    return chain.getFirst().getNotAfter().toInstant();
  }

  /** What connections are made from. */
  SSLContext context(Refusals refusals) {
    try {
      var store = emptyStore();
      store.setKeyEntry("node", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, NO_PASSWORD);
      var context = SSLContext.getInstance(PROTOCOL);
      var trust = new PeerCheck(authorities, refusals);
      context.init(keys.getKeyManagers(), new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS cannot be had", e);
    }
  }

  private void refuseUnfit(String host, Instant now) throws GeneralSecurityException {
    var own = chain.getFirst();
    if (own.getNotAfter().toInstant().isBefore(now)) {
      throw unfit("expired on " + own.getNotAfter().toInstant(), "a certificate that is valid now");
    }
    if (own.getNotBefore().toInstant().isAfter(now)) {
      throw unfit(
          "not valid before " + own.getNotBefore().toInstant(),
          "a certificate that is valid now, and a clock that is right");
    }
    if (!fits(key, own.getPublicKey())) {
      throw new TlsException(
          "key", files.key(), "of another certificate", "that of " + files.certificate(), null);
    }
    if (!HostNames.names(own, host)) {
      throw unfit(
          "names %s".formatted(HostNames.of(own)),
          "a subjectAltName for sampo.node.host, which is %s".formatted(host));
    }
    refuseUntrusted();
  }

  private void refuseUntrusted() {
    var chained = chain.toArray(X509Certificate[]::new);
    try {
      authorities.checkServerTrusted(chained, "UNKNOWN");
      authorities.checkClientTrusted(chained, "UNKNOWN");
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      throw unfit(String.valueOf(e.getMessage()), "certificates that are valid now");
    } catch (CertificateException e) {
      throw unfit(
          "signed by %s: %s".formatted(chain.getLast().getIssuerX500Principal(), e.getMessage()),
          "signed by an authority in %s, for server and client".formatted(files.authority()));
    }
  }

  private TlsException unfit(String wrong, String expected) {
    return new TlsException("certificate", files.certificate(), wrong, expected, null);
  }

  private static boolean fits(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
    var signature =
        Signature.getInstance(
            switch (certified.getAlgorithm()) {
              case "EC" -> "SHA256withECDSA";
              case "RSA" -> "SHA256withRSA";
              default -> certified.getAlgorithm();
            });
    signature.initSign(key);
    signature.update(certified.getEncoded());
    var signed = signature.sign();
    signature.initVerify(certified);
    signature.update(certified.getEncoded());
    return signature.verify(signed);
  }

  private static X509ExtendedTrustManager authorities(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    var store = emptyStore();
    for (var i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("authority-" + i, certificates.get(i));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager trust) {
        return trust;
      }
    }
    throw new IllegalStateException("the JDK checks no X.509 certificates");
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
