package io.sampo.run.machine;

import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.Submission;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand.Submit;
import io.sampo.run.RunEvent;
import io.sampo.run.reference.JobReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.RunState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings runs into being: every parameter gets its value, once and for all. */
final class Creation {

  private Creation() {}

  static Decision of(RunState.Absent absent, Submit submit, String node, Now now) {
    var submission = submit.submission();
    var job = absent.plans().plan(submission.definition()).job();
    var names = job.parameters().stream().map(Parameter::name).toList();
    var unknown =
        submission.parameters().keySet().stream().filter(name -> !names.contains(name)).findFirst();
    if (unknown.isPresent()) {
      return Decision.refuse(
          Refusal.UNKNOWN_PARAMETER, "%s (expected: %s)".formatted(unknown.get(), expected(names)));
    }
    var tooMuch = tooLarge(submission);
    if (tooMuch != null) {
      return tooMuch;
    }
    var defaults = new HashMap<String, String>();
    job.parameters().forEach(one -> defaults.put(one.name(), one.defaultValue()));
    var references =
        new JobReferences(
            job.name(), submit.run().value(), now.wallMillis(), 0, submission.cause());
    try {
      var values = new HashMap<>(references.fill(defaults));
      values.putAll(given(submission, references));
      var tooLarge = tooLarge(values);
      return tooLarge != null
          ? tooLarge
          : Decision.of(
              new RunEvent.RunSubmitted(now, submit.run(), job.name(), submission, values, node));
    } catch (Unresolved unresolved) {
      return Decision.refuse(Refusal.BAD_PARAMETER, unresolved.reason());
    }
  }

  private static @Nullable Decision tooLarge(Submission submission) {
    var content = Submission.bytes(submission.files()) + Submission.bytes(submission.jobs());
    return content <= Limits.CONTENT_BYTES_MAX
        ? null
        : Decision.refuse(
            Refusal.TOO_LARGE,
            "%d files and %d jobs: %d bytes (expected: at most %d; shorten paths, or split the job)"
                .formatted(
                    submission.files().size(),
                    submission.jobs().size(),
                    content,
                    Limits.CONTENT_BYTES_MAX));
  }

  /** The refusal of parameters that a message cannot carry; null if it can. */
  static @Nullable Decision tooLarge(Map<String, String> values) {
    var bytes = Submission.parameterBytes(values);
    return bytes <= Limits.PARAMETERS_BYTES_MAX
        ? null
        : Decision.refuse(
            Refusal.TOO_LARGE,
            "parameters: %d bytes (expected: at most %d; put large values into a file)"
                .formatted(bytes, Limits.PARAMETERS_BYTES_MAX));
  }

  /** A task above has filled its texts in: what stands in braces by then is nobody's reference. */
  private static Map<String, String> given(Submission submission, JobReferences references)
      throws Unresolved {
    return submission.cause().parent() == null
        ? references.fill(submission.parameters())
        : submission.parameters();
  }

  private static String expected(List<String> names) {
    return names.isEmpty() ? "none, the job has no parameters" : String.join(", ", names);
  }
}
