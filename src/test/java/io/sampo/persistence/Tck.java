package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.scalatest.Args;
import org.scalatest.Reporter;
import org.scalatest.Suite;
import org.scalatest.events.Event;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestSucceeded;
import scala.Option;

/** Pekko's own tests of a plug-in, run by their own runner and told here. */
public final class Tck {

  private Tck() {}

  /** Fails unless all of {@code spec} succeed, and they are {@code testsMin} at least. */
  public static void assertSucceeds(Suite spec, int testsMin) {
    var succeeded = new ArrayList<String>();
    var failed = new ArrayList<String>();

    var status = spec.run(Option.empty(), reportingTo(event -> note(event, succeeded, failed)));

    assertThat(status.succeeds()).as("failed: " + failed).isTrue();
    assertThat(failed).isEmpty();
    assertThat(succeeded).hasSizeGreaterThanOrEqualTo(testsMin);
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
}
