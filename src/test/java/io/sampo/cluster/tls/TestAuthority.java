package io.sampo.cluster.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority, and certificates that it signs, made by the JDK's keytool. */
public final class TestAuthority {

  private static final String PASSWORD = "only a test";

  private final Path folder;

  /** A new one in {@code folder}, which it makes. */
  public TestAuthority(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    keytool("-alias", "ca", "-dname", "CN=test", "-ext", "bc:c=ca:true", "-validity", "30");
  }

  /** Its certificate. */
  public Path file() throws IOException, GeneralSecurityException {
    return write("ca.pem", "CERTIFICATE", store().getCertificate("ca").getEncoded());
  }

  /** Settings of a node with a good certificate for 127.0.0.1. */
  public Map<String, String> node(String name) throws Exception {
    return node(name, "ip:127.0.0.1", "-1H");
  }

  /**
   * Settings of a node whose certificate is for {@code host} and for a day.
   *
   * @param start as keytool has it, such as -2d
   */
  public Map<String, String> node(String name, String host, String start) throws Exception {
    keytool(
        "-alias",
        name,
        "-signer",
        "ca",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + host,
        "-startdate",
        start,
        "-validity",
        "1");
    var store = store();
    var certificate = store.getCertificate(name).getEncoded();
    var key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
    return Map.of(
        "sampo.tls.enabled",
        "on",
        "sampo.tls.reread",
        "100ms",
        "sampo.tls.certificate",
        write(name + ".pem", "CERTIFICATE", certificate).toString(),
        "sampo.tls.key",
        write(name + "-key.pem", "PRIVATE KEY", key).toString(),
        "sampo.tls.ca",
        file().toString());
  }

  /** Every key and certificate. */
  public KeyStore store() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(folder.resolve("store").toFile(), PASSWORD.toCharArray());
  }

  /** Only those of {@code names}, the key with the whole chain; for a plain socket. */
  public KeyStore store(List<String> names) throws IOException, GeneralSecurityException {
    var some = KeyStore.getInstance("PKCS12");
    some.load(null, null);
    for (var name : names) {
      var key = store().getKey(name, PASSWORD.toCharArray());
      some.setKeyEntry(name, key, new char[0], store().getCertificateChain(name));
    }
    return some;
  }

  private Path write(String file, String what, byte[] encoded) throws IOException {
    var body = Base64.getMimeEncoder().encodeToString(encoded);
    var text = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body);
    return Files.writeString(folder.resolve(file), text);
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var words = new ArrayList<>(List.of(keytool, "-genkeypair", "-keyalg", "EC"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("-groupname", "secp256r1", "-storepass", PASSWORD));
    words.addAll(List.of("-storetype", "PKCS12", "-keystore"));
    words.add(folder.resolve("store").toString());
    var log = folder.resolve("keytool.log");
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }
}
