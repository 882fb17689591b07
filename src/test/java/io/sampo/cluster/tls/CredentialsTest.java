package io.sampo.cluster.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.sampo.config.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a node's files is said with the file and the mend. */
class CredentialsTest {

  private static final String HOST = "127.0.0.1";

  @TempDir static Path folder;

  private static Map<String, String> good = Map.of();
  private static Map<String, String> other = Map.of();

  @BeforeAll
  static void makeCertificates() throws Exception {
    good = new TestAuthority(folder.resolve("one")).node("node");
    other = new TestAuthority(folder.resolve("two")).node("node");
  }

  @Test
  void files_that_fit_are_taken() {
    assertThat(read(good, HOST).end()).isAfter(Instant.now());
  }

  @Test
  void an_authority_that_did_not_sign_the_certificate_is_named() {
    assertThatThrownBy(() -> read(with("ca", value(other, "ca")), HOST))
        .hasMessageStartingWith("sampo.tls.certificate: " + value(good, "certificate"))
        .hasMessageContaining("signed by an authority in " + value(other, "ca"));
  }

  @Test
  void a_key_of_another_certificate_is_named() {
    assertThatThrownBy(() -> read(with("key", value(other, "key")), HOST))
        .hasMessageStartingWith("sampo.tls.key: " + value(other, "key"))
        .hasMessageContaining("(expected: that of " + value(good, "certificate"));
  }

  @Test
  void a_key_in_another_format_is_refused_with_the_command_that_turns_it_round() throws Exception {
    var file = folder.resolve("old.pem");
    Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----");

    assertThatThrownBy(() -> read(with("key", file.toString()), HOST))
        .hasMessageStartingWith("sampo.tls.key: " + file)
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void a_file_that_is_not_there_or_not_named_is_told() {
    assertThatThrownBy(() -> read(with("ca", folder + "/none.pem"), HOST))
        .hasMessageStartingWith("sampo.tls.ca: " + folder + "/none.pem: cannot be read");
    assertThatThrownBy(() -> read(with("certificate", ""), HOST))
        .hasMessageStartingWith("sampo.tls.certificate: \"\": no file is named");
  }

  @Test
  void a_certificate_of_another_host_is_refused_at_the_start() {
    assertThatThrownBy(() -> read(good, "10.0.0.7"))
        .hasMessageContaining(value(good, "certificate") + ": names [127.0.0.1]")
        .hasMessageContaining("a subjectAltName for sampo.node.host, which is 10.0.0.7");
  }

  private static Credentials read(Map<String, String> settings, String host) {
    return Credentials.read(TlsSettings.of(ConfigFactory.parseMap(settings)), host, Instant.now());
  }

  private static String value(Map<String, String> settings, String name) {
    return settings.getOrDefault(TlsSettings.KEY + name, "");
  }

  private static Map<String, String> with(String name, String value) {
    var settings = new HashMap<>(good);
    settings.put(TlsSettings.KEY + name, value);
    return settings;
  }
}
