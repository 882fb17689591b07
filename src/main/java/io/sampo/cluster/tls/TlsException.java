package io.sampo.cluster.tls;

import io.sampo.config.TlsSettings;
import org.jspecify.annotations.Nullable;

/** One of the node's own files does not do. Names the setting, the file and what is expected. */
public final class TlsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TlsException(String key, String file, String wrong, String expected, @Nullable Throwable cause) {
    super(
        "%s%s: %s: %s (expected: %s)".formatted(TlsSettings.KEY, key, file, wrong, expected),
        cause);
  }
}
