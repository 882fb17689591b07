package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalatest.Args;
import org.scalatest.Reporter;
import org.scalatest.events.Event;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestSucceeded;
import scala.Option;

/** Pekko's own tests of a journal, run by their own runner and told here. */
class RocksJournalTckTest {

  @TempDir Path folder;

  @Test
  void the_journal_does_what_pekko_asks_of_a_journal() {
    var succeeded = new ArrayList<String>();
    var failed = new ArrayList<String>();
    var spec = new Spec(folder);

    var status = spec.run(Option.empty(), reportingTo(event -> note(event, succeeded, failed)));

    assertThat(status.succeeds()).as("failed: " + failed).isTrue();
    assertThat(failed).isEmpty();
    assertThat(succeeded).hasSizeGreaterThanOrEqualTo(14);
  }

  private static void note(Event event, List<String> succeeded, List<String> failed) {
    if (event instanceof TestSucceeded success) {
      succeeded.add(success.testName());
    } else if (event instanceof TestFailed failure) {
      failed.add(failure.testName() + ": " + failure.message());
    }
  }

  private static Args reportingTo(Reporter reporter) {
    return new Args(
        reporter,
        Args.apply$default$2(),
        Args.apply$default$3(),
        Args.apply$default$4(),
        Args.apply$default$5(),
        Args.apply$default$6(),
        Args.apply$default$7(),
        Args.apply$default$8(),
        Args.apply$default$9(),
        Args.apply$default$10());
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
