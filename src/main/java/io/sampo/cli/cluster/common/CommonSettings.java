package io.sampo.cli.cluster.common;

import com.typesafe.config.ConfigUtil;
import io.sampo.artifact.SmallFile;
import io.sampo.cli.process.Complaint;
import io.sampo.config.Settings;
import io.sampo.config.SettingsException;
import io.sampo.config.Sources;
import io.sampo.config.TlsSettings;
import io.sampo.definition.field.Similar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code cluster up --config} names, as every node of the cluster includes it: with
 * absolute paths, and with certificates of the cluster's own if it wants TLS and names none.
 *
 * @param file in the cluster's folder, which the files of nodes include
 * @param authority what makes those certificates
 */
public record CommonSettings(Path file, LocalAuthority authority) {

  private static final Pattern INCLUDED =
      Pattern.compile("include required\\(file\\((\".*\")\\)\\)");

  /** Whether {@code named} is the file that nodes include at present; null is any. */
  public boolean isOf(@Nullable Path named) throws IOException {
    return named == null || present().equals(include(named));
  }

  /** What is named at present, for people. */
  public String name() throws IOException {
    var line = INCLUDED.matcher(present());
    return line.matches() ? line.group(1) : "no file";
  }

  private String present() throws IOException {
    return Files.exists(file) ? Files.readAllLines(file).get(1) : "";
  }

  /**
   * Has nodes that start from now on include {@code named}.
   *
   * @throws Complaint if it is not as settings must be
   */
  public void take(Path named) throws IOException {
    var tls = tls(named);
    var lines = new ArrayList<String>();
    lines.add("# What 'cluster up --config' was given.");
    lines.add(include(named));
    tls.files().forEach((key, path) -> lines.add(line(key, path)));
    if (tls.isEnabled() && tls.files().isEmpty()) {
      authority.paths().forEach((key, path) -> lines.add(line(TlsSettings.KEY + key, path)));
    }
    SmallFile.write(file, String.join("\n", lines) + "\n");
  }

  /** Makes or renews the certificates that nodes have of the cluster's own, if they have. */
  public void prepare() throws IOException, InterruptedException {
    var own = quote(authority.certificate());
    if (Files.exists(file) && Files.readString(file).contains(own)) {
      authority.provide();
    }
  }

  private static TlsSettings tls(Path named) {
    try {
      return Settings.read(new Sources(named, Map.of(), Map.of(), Map.of()), Similar::to).tls();
    } catch (SettingsException e) {
      throw Complaint.usage(String.valueOf(e.getMessage()));
    }
  }

  private static String include(Path named) {
    return "include required(file(%s))".formatted(quote(named));
  }

  private static String line(String key, Path path) {
    return "%s = %s".formatted(key, quote(path));
  }

  private static String quote(Path path) {
    return ConfigUtil.quoteString(path.toAbsolutePath().normalize().toString());
  }
}
