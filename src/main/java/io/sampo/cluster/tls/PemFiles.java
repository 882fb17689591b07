package io.sampo.cluster.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Files in PEM, each named in whatever is wrong with it. */
final class PemFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /** The largest that is read: a chain takes some KiB. */
  private static final long BYTES_MAX = 1 << 20;

  private PemFiles() {}

  /** The certificates in the file that the setting {@code key} names, at least one. */
  static List<X509Certificate> certificates(String key, String file) {
    var bytes = bytes(key, file);
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      if (found.isEmpty()) {
        throw new CertificateException("none in it");
      }
      return found.stream().map(X509Certificate.class::cast).toList();
    } catch (CertificateException e) {
      throw new TlsException(key, file, "no certificate: " + e.getMessage(), "one in PEM", e);
    }
  }

  /**
   * The private key in the file that the setting {@code key} names.
   *
   * @param algorithm of the certificate's key
   */
  static PrivateKey privateKey(String key, String file, String algorithm) {
    var text = new String(bytes(key, file), StandardCharsets.ISO_8859_1);
    var body = KEY.matcher(text);
    if (!body.find()) {
      var hint = "a key in PKCS#8: openssl pkcs8 -topk8 -nocrypt -in KEY -out FILE";
      throw new TlsException(key, file, "no BEGIN PRIVATE KEY in it", hint, null);
    }
    try {
      var encoded = Base64.getMimeDecoder().decode(body.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      var expected = "the %s key of the certificate".formatted(algorithm);
      throw new TlsException(key, file, "not readable: " + e.getMessage(), expected, e);
    }
  }

  private static byte[] bytes(String key, String file) {
    if (file.isEmpty()) {
      throw new TlsException(key, "\"\"", "no file is named", "a PEM file", null);
    }
    var path = Path.of(file);
    try {
      if (Files.size(path) > BYTES_MAX) {
        throw new IOException("larger than 1 MiB");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      var expected = "a PEM file that this user may read";
      throw new TlsException(key, file, "cannot be read: " + e, expected, e);
    }
  }
}
