package io.sampo.cluster.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's check of another node's certificates, which says of each it refuses why. */
final class PeerCheck extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager check;
  private final Refusals refusals;

  PeerCheck(X509ExtendedTrustManager check, Refusals refusals) {
    this.check = check;
    this.refusals = refusals;
  }

  /** One of its checks. */
  private interface Step {
    void run() throws CertificateException;
  }

  private void run(String peer, X509Certificate[] chain, Step step) throws CertificateException {
    try {
      step.run();
    } catch (CertificateException e) {
      refusals.add(peer, chain, e);
      throw e;
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    var peer = "%s:%d".formatted(engine.getPeerHost(), engine.getPeerPort());
    run(peer, chain, () -> check.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    run("a node that calls", chain, () -> check.checkClientTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check.checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check.checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return check.getAcceptedIssuers();
  }
}
