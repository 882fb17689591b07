package io.sampo.persistence.rocks;

import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.Tck;
import java.nio.file.Path;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksJournalTckTest {

  @TempDir Path folder;

  @Test
  void the_journal_does_what_pekko_asks_of_a_journal() {
    Tck.assertSucceeds(new Spec(folder), 14);
  }

  private static final class Spec extends JavaJournalSpec {

    private static final long serialVersionUID = 1L;

    Spec(Path folder) {
      super(
          ConfigFactory.parseString(
              """
              pekko.persistence.journal.plugin = "sampo.journal.rocks"
              sampo.journal.rocks.folder = "%s"
              pekko.loglevel = ERROR
              """
                  .formatted(folder)));
    }

    @Override
    public CapabilityFlag supportsRejectingNonSerializableObjects() {
      return CapabilityFlag.off();
    }
  }
}
