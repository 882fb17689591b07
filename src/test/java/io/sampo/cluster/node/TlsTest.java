package io.sampo.cluster.node;

import static io.sampo.cluster.node.TestNodes.PATIENCE;
import static io.sampo.cluster.node.TestNodes.awaitEnd;
import static io.sampo.cluster.node.TestNodes.job;
import static io.sampo.cluster.node.TestNodes.shell;
import static io.sampo.cluster.node.TestNodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.sampo.cluster.tls.TestAuthority;
import io.sampo.model.RunResult;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TlsTest {

  @TempDir static Path certificates;
  private static Map<String, String> good = Map.of();
  private static Map<String, String> foreign = Map.of();
  private static Map<String, String> expired = Map.of();
  private static List<TestAuthority> authorities = List.of();

  @TempDir Path folder;

  private final List<String> said = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          said.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  @BeforeAll
  static void makeCertificates() throws Exception {
    var own = new TestAuthority(certificates.resolve("own"));
    var other = new TestAuthority(certificates.resolve("other"));
    authorities = List.of(own, other);
    good = own.node("good");
    expired = own.node("expired", "ip:127.0.0.1", "-3d");
    own.node("elsewhere", "ip:10.0.0.7", "-1H");
    foreign = other.node("foreign");
  }

  @BeforeEach
  void listen() {
    listener.start();
    log().addAppender(listener);
  }

  @AfterEach
  void hush() {
    log().detachAppender(listener);
  }

  @Test
  void nodes_of_one_authority_are_a_cluster() throws Exception {
    try (var nodes = new TestNodes(folder, good)) {
      var coordinator = nodes.start("c1", "coordinator", Map.of());
      nodes.start("w1", "worker", seeds(coordinator));

      var run = submit(coordinator, job(shell("a", "true")));

      assertThat(awaitEnd(coordinator, run)).isEqualTo(RunResult.SUCCESS);
    }
  }

  @Test
  void a_node_of_another_authority_is_no_member_until_both_believe_both() throws Exception {
    try (var nodes = new TestNodes(folder, Map.of())) {
      var ours = withAuthorityIn("ours.pem", good);
      var theirs = withAuthorityIn("theirs.pem", foreign);
      var coordinator = nodes.start("c1", "coordinator", ours);
      var settings = new HashMap<>(theirs);
      settings.putAll(seeds(coordinator));
      var worker = nodes.start("w1", "worker", settings);
      var refusal = coordinator.life().address() + " is refused";
      await().atMost(PATIENCE).until(() -> hasSaid("ERROR", refusal, authority(theirs)));
      assertThat(worker.life().isMember()).isFalse();

      for (var file : List.of(authority(ours), authority(theirs))) {
        Files.writeString(
            Path.of(file), read(authorities.get(0).file()) + read(authorities.get(1).file()));
      }

      await().atMost(PATIENCE).until(() -> worker.life().isMember());
    }
  }

  @Test
  void a_node_with_an_expired_certificate_does_not_begin_and_names_the_file() {
    try (var nodes = new TestNodes(folder, Map.of())) {

      assertThatThrownBy(() -> nodes.start("w1", "worker", expired))
          .hasMessageContaining(expired.get("sampo.tls.certificate") + ": expired on")
          .hasMessageContaining("(expected: a certificate that is valid now)");
    }
  }

  @Test
  void nobody_gets_in_without_a_certificate_that_is_valid_and_of_the_authority() throws Exception {
    var own = authorities.get(0);
    try (var nodes = new TestNodes(folder, good)) {
      var address = nodes.start("c1", "coordinator", Map.of()).life().address();

      assertThat(isLetIn(address, own.store(List.of("good")))).isTrue();
      assertThat(isLetIn(address, own.store(List.of()))).isFalse();
      assertThat(isLetIn(address, own.store(List.of("expired")))).isFalse();
      assertThat(isLetIn(address, authorities.get(1).store(List.of("foreign")))).isFalse();
      assertThat(hasSaid("ERROR", "a node that calls is refused", "CN=expired")).isTrue();
      assertThat(hasSaid("ERROR", "a node that calls is refused", "CN=foreign")).isTrue();
    }
  }

  @Test
  void a_node_does_not_talk_to_a_host_that_its_certificate_does_not_name() throws Exception {
    var context = context(authorities.get(0).store(List.of("elsewhere")));
    try (var nodes = new TestNodes(folder, good);
        var server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
      var address = "127.0.0.1:" + server.getLocalPort();
      var answering =
          Thread.startVirtualThread(() -> {
            try (var socket = server.accept()) {
              var _ = socket.getInputStream().read();
            } catch (IOException refused) {
              // What the test is about.
            }
          });

      nodes.start("w1", "worker", Map.of("sampo.cluster.seeds", address));

      await().atMost(PATIENCE).until(() -> hasSaid("ERROR", address + " is refused", "10.0.0.7"));
      answering.join(PATIENCE);
    }
  }

  private static Map<String, String> seeds(ClusterNode coordinator) {
    return Map.of("sampo.cluster.seeds", coordinator.life().address());
  }

  /** The same with the authority in a file of this test's own. */
  private Map<String, String> withAuthorityIn(String name, Map<String, String> settings)
      throws IOException {
    var file = folder.resolve(name);
    Files.copy(Path.of(authority(settings)), file);
    var copy = new HashMap<>(settings);
    copy.put("sampo.tls.ca", file.toString());
    return copy;
  }

  private static String authority(Map<String, String> settings) {
    return settings.getOrDefault("sampo.tls.ca", "");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  private boolean hasSaid(String... words) {
    return said.stream().anyMatch(line -> List.of(words).stream().allMatch(line::contains));
  }

  private static Logger log() {
    return (Logger) LoggerFactory.getLogger("io.sampo.cluster.tls");
  }

  /** Whether the node still listens once it has seen what is in {@code keys}. */
  private static boolean isLetIn(String address, KeyStore keys) throws Exception {
    var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (Socket socket = context(keys).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(new byte[0]);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (SSLException | SocketException refused) {
      return false; // With an alert, or with a connection that is gone before it is read.
    }
  }

  private static SSLContext context(KeyStore keys) throws IOException, GeneralSecurityException {
    var mine = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    mine.init(keys, new char[0]);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(authorities.get(0).store());
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(mine.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
