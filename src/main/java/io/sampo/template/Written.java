package io.sampo.template;

import java.util.Locale;

/** One word of a closed list that people write in references. */
public interface Written {

  /** The name of the constant. */
  String name();

  /** The word as people write it: {@code RUN_ID} is {@code run_id}. */
  default String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
