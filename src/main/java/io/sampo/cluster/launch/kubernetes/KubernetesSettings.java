package io.sampo.cluster.launch.kubernetes;

import io.sampo.model.Check;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where pods are made, and in whose name.
 *
 * @param api where the API server is
 * @param namespace of the pods
 * @param token file with the token of the service account, read again when it is refused; null for
 *     none
 * @param authority file with the certificate of who signed the server's; null for those that Java
 *     trusts
 * @param image in place of the template's; empty to leave that
 * @param template the pod, in YAML or JSON, as far as it is the same for all; null for Sampo's own
 * @param patience how long pods may take to go
 */
public record KubernetesSettings(
    URI api,
    String namespace,
    @Nullable Path token,
    @Nullable Path authority,
    String image,
    @Nullable Path template,
    Duration patience) {

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public KubernetesSettings {
    Check.that(
        api.getHost() != null && api.toString().matches("https?://.*[^/]"),
        "api",
        api,
        "a URL such as https://10.0.0.1:443");
    Check.that(LABEL.matcher(namespace).matches(), "namespace", namespace, "a DNS label");
  }
}
