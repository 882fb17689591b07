package io.sampo.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.sampo.model.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How nodes prove to each other who they are; files are in PEM.
 *
 * @param certificate of this node, and whoever signed it up to the authority
 * @param key of the certificate, in PKCS#8
 * @param authority whoever signs the certificates of nodes; several while one replaces another
 * @param reread how often the files are read anew; 100 ms to 1 day
 */
public record TlsSettings(
    boolean isEnabled, String certificate, String key, String authority, Duration reread) {

  /** The block of the settings. */
  public static final String KEY = "sampo.tls.";

  public TlsSettings {
    Check.range("reread", reread.toMillis(), 100, 86_400_000);
  }

  /**
   * Reads {@code sampo.tls}.
   *
   * @throws SettingsException if a value is wrong
   */
  public static TlsSettings of(Config config) {
    try {
      return new TlsSettings(
          config.getBoolean(KEY + "enabled"),
          config.getString(KEY + "certificate"),
          config.getString(KEY + "key"),
          config.getString(KEY + "ca"),
          config.getDuration(KEY + "reread"));
    } catch (IllegalArgumentException | ConfigException e) {
      throw new SettingsException("sampo.tls: " + e.getMessage());
    }
  }

  /** The files that are named, by their settings. */
  public Map<String, Path> files() {
    var files = new TreeMap<String, Path>();
    Map.of("certificate", certificate, "key", key, "ca", authority)
        .forEach((name, file) -> {
          if (!file.isEmpty()) {
            files.put(KEY + name, Path.of(file));
          }
        });
    return files;
  }
}
