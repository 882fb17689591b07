package io.sampo.cli.cluster.common;

import io.sampo.artifact.SmallFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An authority for the nodes of one machine, and the certificate that it gave them. They have one
 * for all: they lie in folders of the same user, so several would guard nothing from each other.
 * Made by the JDK's keytool.
 *
 * @param folder that holds it all, for its owner's eyes only
 */
public record LocalAuthority(Path folder) {

  /** Ten years: whoever starts nodes meanwhile renews what they show. */
  private static final String AUTHORITY_DAYS = "3650";

  private static final String NODE_DAYS = "365";

  /** So long before its end the nodes' certificate is renewed. */
  private static final Duration RENEW_BEFORE = Duration.ofDays(60);

  private static final Duration KEYTOOL_MAX = Duration.ofSeconds(60);
  private static final int PASSWORD_BYTES = 24;
  private static final int LINE = 64;

  /** The files that nodes are given, by the last words of their settings. */
  public SortedMap<String, Path> paths() {
    return new TreeMap<>(
        Map.of(
            "certificate", certificate(),
            "key", folder.resolve("key.pem"),
            "ca", folder.resolve("ca.pem")));
  }

  /** What nodes show. */
  Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** Makes what is missing, and renews what ends soon; nodes that run read it anew. */
  public void provide() throws IOException, InterruptedException {
    try {
      if (isGood()) {
        return;
      }
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (!Files.exists(store())) {
        makeAuthority();
      }
      makeCertificate();
    } catch (GeneralSecurityException e) {
      throw new IOException("%s: %s (delete it to have it made anew)".formatted(folder, e), e);
    }
  }

  private boolean isGood() throws IOException, GeneralSecurityException {
    for (var file : paths().values()) {
      if (!Files.exists(file)) {
        return false;
      }
    }
    try (InputStream in = Files.newInputStream(certificate())) {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      var end = certificate.getNotAfter().toInstant();
      return Instant.now().plus(RENEW_BEFORE).isBefore(end);
    }
  }

  private Path store() {
    return folder.resolve("authority.p12");
  }

  private Path password() {
    return folder.resolve("password");
  }

  private void makeAuthority() throws IOException, InterruptedException {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    SmallFile.write(password(), HexFormat.of().formatHex(bytes));
    var draft = folder.resolve("authority.new");
    Files.deleteIfExists(draft);
    keytool(
        draft,
        "-genkeypair",
        "-alias",
        "authority",
        "-dname",
        "CN=sampo authority",
        "-validity",
        AUTHORITY_DAYS,
        "-ext",
        "bc:critical=ca:true",
        "-ext",
        "ku:critical=keyCertSign,cRLSign");
    SmallFile.move(draft, store());
  }

  /** The key goes first: nodes that read between the two keep what they have. */
  private void makeCertificate()
      throws IOException, InterruptedException, GeneralSecurityException {
    var draft = folder.resolve("node.new");
    Files.copy(store(), draft, StandardCopyOption.REPLACE_EXISTING);
    keytool(
        draft,
        "-genkeypair",
        "-alias",
        "node",
        "-signer",
        "authority",
        "-dname",
        "CN=sampo node",
        "-validity",
        NODE_DAYS,
        "-ext",
        "san=ip:127.0.0.1,ip:::1,dns:localhost",
        "-ext",
        "ku:critical=digitalSignature",
        "-ext",
        "eku=serverAuth,clientAuth");
    var word = Files.readString(password()).toCharArray();
    var made = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(draft)) {
      made.load(in, word);
    }
    Files.delete(draft);
    SmallFile.write(
        folder.resolve("key.pem"), pem("PRIVATE KEY", made.getKey("node", word).getEncoded()));
    SmallFile.write(folder.resolve("ca.pem"), pem(made.getCertificate("authority")));
    SmallFile.write(certificate(), pem(made.getCertificate("node")));
  }

  private static String pem(Certificate certificate) throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String pem(String what, byte[] encoded) {
    var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body);
  }

  private void keytool(Path store, String... arguments) throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(arguments));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    words.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    words.addAll(List.of("-storepass:file", password().toString()));
    var said = folder.resolve("keytool.log");
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      var isDone = process.waitFor(KEYTOOL_MAX.toSeconds(), TimeUnit.SECONDS);
      if (!isDone || process.exitValue() != 0) {
        throw new IOException(
            "%s did not make a certificate: %s"
                .formatted(words.getFirst(), Files.readString(said, StandardCharsets.UTF_8)));
      }
    } catch (NoSuchFileException none) {
      throw new IOException(words.getFirst() + " did not make a certificate", none);
    } finally {
      process.destroyForcibly();
    }
  }
}
