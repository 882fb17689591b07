package io.sampo.config;

import java.io.Serial;

/** A setting that cannot be used. The message names it, its value, its place and the mend. */
public final class SettingsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
