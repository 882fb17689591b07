package io.sampo.run.machine;

import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.Now;
import io.sampo.run.Decision;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand.Submit;
import io.sampo.run.RunEvent;
import io.sampo.run.reference.JobReferences;
import io.sampo.run.reference.Unresolved;
import io.sampo.run.state.RunState;
import java.util.HashMap;
import java.util.List;

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
    var texts = new HashMap<String, String>();
    job.parameters().forEach(one -> texts.put(one.name(), one.defaultValue()));
    if (submission.cause().parent() == null) {
      texts.putAll(submission.parameters());
    }
    var references =
        new JobReferences(
            job.name(), submit.run().value(), now.wallMillis(), 0, submission.cause());
    try {
      var values = new HashMap<>(references.fill(texts));
      if (submission.cause().parent() != null) {
        // The task above has filled them in: what stands in braces now is nobody's reference.
        values.putAll(submission.parameters());
      }
      return Decision.of(
          new RunEvent.RunSubmitted(now, submit.run(), job.name(), submission, values));
    } catch (Unresolved unresolved) {
      return Decision.refuse(Refusal.BAD_PARAMETER, unresolved.reason());
    }
  }

  private static String expected(List<String> names) {
    return names.isEmpty() ? "none, the job has no parameters" : String.join(", ", names);
  }
}
