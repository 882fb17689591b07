package io.sampo.persistence.postgres;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.Tck;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.Test;

class PostgresTckTest {

  /** The first answer comes once the schema is made. */
  private static final Config CONFIG =
      ConfigFactory.parseString("pekko.test.single-expect-default = 30s");

  @Test
  void the_journal_does_what_pekko_asks_of_a_journal() {
    Tck.assertSucceeds(new JournalSpec(), 14);
  }

  @Test
  void the_snapshot_store_does_what_pekko_asks_of_one() {
    Tck.assertSucceeds(new SnapshotSpec(), 7);
  }

  private static final class JournalSpec extends JavaJournalSpec {

    private static final long serialVersionUID = 1L;

    JournalSpec() {
      super(CONFIG.withFallback(TestDatabase.config(TestDatabase.schema())));
    }

    @Override
    public CapabilityFlag supportsRejectingNonSerializableObjects() {
      return CapabilityFlag.on();
    }
  }

  private static final class SnapshotSpec extends JavaSnapshotStoreSpec {

    private static final long serialVersionUID = 1L;

    SnapshotSpec() {
      super(CONFIG.withFallback(TestDatabase.config(TestDatabase.schema())));
    }
  }
}
