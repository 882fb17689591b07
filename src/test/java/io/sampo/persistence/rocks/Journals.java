package io.sampo.persistence.rocks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/** Settings of actor systems that keep their journal in a folder. */
public final class Journals {

  private Journals() {}

  /** Those of {@code folder}. */
  public static Config config(Path folder) {
    return ConfigFactory.parseString(
        """
        pekko.actor.provider = local
        pekko.loglevel = ERROR
        pekko.persistence.journal.plugin = "sampo.journal.rocks"
        sampo.journal.rocks.folder = "%s"
        """
            .formatted(folder));
  }
}
