package io.sampo.cluster.launch;

import io.sampo.cluster.launch.kubernetes.KubernetesLauncher;
import io.sampo.cluster.launch.kubernetes.KubernetesSettings;
import io.sampo.cluster.launch.local.HeadStart;
import io.sampo.cluster.launch.local.JavaCommand;
import io.sampo.cluster.launch.local.LocalLauncher;
import io.sampo.config.JobClusters;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Makes the launcher that the settings of a node name. */
public final class Launchers {

  /** What Kubernetes gives to every pod that may use its API. */
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private Launchers() {}

  /**
   * The launcher of {@code settings}; empty if nodes are not to be started here.
   *
   * @param folder {@code DATA/cluster/job-clusters}, for nodes on this machine
   * @param environment of this process, in which Kubernetes says where its API is
   * @throws IOException if something that the settings name cannot be read
   */
  public static Optional<Launcher> of(
      JobClusters settings, Path folder, Map<String, String> environment) throws IOException {
    return switch (settings.launcher()) {
      case NONE -> Optional.empty();
      case LOCAL -> Optional.of(local(settings.local(), folder));
      case KUBERNETES ->
          Optional.of(new KubernetesLauncher(kubernetes(settings.kubernetes(), environment)));
    };
  }

  private static Launcher local(JobClusters.Local local, Path folder) throws IOException {
    var java = JavaCommand.ofThisProcess().with(local.javaOptions());
    var headStart = HeadStart.ofThisMachine();
    var launcher = new LocalLauncher(folder, java, local.config(), local.grace(), headStart);
    launcher.forget(local.keep());
    return launcher;
  }

  private static KubernetesSettings kubernetes(
      JobClusters.Kubernetes pods, Map<String, String> environment) throws IOException {
    var api = pods.api().isEmpty() ? api(environment) : pods.api();
    var token = path(pods.tokenFile(), "token");
    var authority = path(pods.caFile(), "ca.crt");
    var namespace = pods.namespace();
    if (namespace.isEmpty()) {
      namespace = Files.readString(ACCOUNT.resolve("namespace")).strip();
    }
    return new KubernetesSettings(
        URI.create(api),
        namespace,
        token,
        api.startsWith("https:") ? authority : null,
        pods.image(),
        pods.template().isEmpty() ? null : Path.of(pods.template()),
        pods.patience());
  }

  private static Path path(String given, String usual) {
    return given.isEmpty() ? ACCOUNT.resolve(usual) : Path.of(given);
  }

  private static String api(Map<String, String> environment) throws IOException {
    var host = environment.get("KUBERNETES_SERVICE_HOST");
    var port = environment.get("KUBERNETES_SERVICE_PORT");
    if (host == null || port == null) {
      throw new IOException(
          "sampo.job-clusters.kubernetes.api: \"\" (expected: a URL, outside a pod of Kubernetes)");
    }
    var bracketed = host.contains(":") ? "[" + host + "]" : host;
    return "https://%s:%s".formatted(bracketed, port);
  }
}
