package io.sampo.definition;

import io.sampo.definition.setting.Notice;
import io.sampo.definition.source.Fault;
import io.sampo.model.JobDefinition;
import io.sampo.model.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job file was found to say.
 *
 * @param definition null if there are faults
 * @param jobs every job that it runs, directly or not, by the name that {@link Work.RunJob} knows
 * @param faults in the order of the files; as many as anybody mends at once
 * @param moreFaults how many there are beyond those
 * @param warnings what is allowed but hardly meant, in the order of the files
 * @param notices one sentence for each kind of field that has no effect here
 */
public record Reading(
    @Nullable JobDefinition definition,
    Map<String, JobDefinition> jobs,
    List<Fault> faults,
    int moreFaults,
    List<Fault> warnings,
    List<Notice> notices) {

  public Reading {
    jobs = Map.copyOf(jobs);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
    notices = List.copyOf(notices);
  }

  /** The lines that tell of the faults; none if there are none. */
  public List<String> complaints() {
    var lines = faults.stream().map(Fault::toString);
    return moreFaults == 0
        ? lines.toList()
        : Stream.concat(lines, Stream.of("and %d more".formatted(moreFaults))).toList();
  }
}
