package io.sampo.persistence.rocks;

import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.Tck;
import java.nio.file.Path;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksSnapshotsTckTest {

  @TempDir Path folder;

  @Test
  void the_snapshot_store_does_what_pekko_asks_of_one() {
    Tck.assertSucceeds(new Spec(folder), 7);
  }

  private static final class Spec extends JavaSnapshotStoreSpec {

    private static final long serialVersionUID = 1L;

    Spec(Path folder) {
      super(
          ConfigFactory.parseString("pekko.loglevel = ERROR")
              .withFallback(RocksStores.plugins(folder))
              .withFallback(ConfigFactory.load())
              .resolve());
    }
  }
}
