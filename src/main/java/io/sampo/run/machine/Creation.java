package io.sampo.run.machine;

import io.sampo.model.JobDefinition.Parameter;
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

/** Brings runs into being: every parameter gets its value, once and for all. */
final class Creation {

  private Creation() {}

  static Decision of(RunState.Absent absent, Submit submit, Now now) {
    var submission = submit.submission();
    var job = absent.plans().plan(submission.definition()).job();
    var names = job.parameters().stream().map(Parameter::name).toList();
    var unknown =
        submission.parameters().keySet().stream().filter(name -> !names.contains(name)).findFirst();
    if (unknown.isPresent()) {
      return Decision.refuse(
          Refusal.UNKNOWN_PARAMETER, "%s (expected: %s)".formatted(unknown.get(), expected(names)));
    }
    var defaults = new HashMap<String, String>();
    job.parameters().forEach(one -> defaults.put(one.name(), one.defaultValue()));
    var references =
        new JobReferences(
            job.name(), submit.run().value(), now.wallMillis(), 0, submission.cause());
    try {
      var values = new HashMap<>(references.fill(defaults));
      values.putAll(given(submission, references));
      return Decision.of(
          new RunEvent.RunSubmitted(now, submit.run(), job.name(), submission, values));
    } catch (Unresolved unresolved) {
      return Decision.refuse(Refusal.BAD_PARAMETER, unresolved.reason());
    }
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
