package io.sampo.definition.importer;

import io.sampo.definition.JobFile;
import io.sampo.definition.Reading;
import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Numbered;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.importer.part.Report;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Place;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds a job that was put together against what job files may say. What only does not run yet, or
 * lies on another machine, is no fault of the job: it is told as a warning, and stays.
 */
final class Check {

  /** How the reader of job files speaks of what the job is not to blame for. */
  private static final Pattern BLAMELESS =
      Pattern.compile(
          "^no such (file|notebook): |^is a folder: |^may not be read: |^more than one notebook: "
              + "|has no known extension \\(|: notebooks in | yet \\(expected: ");

  private static final String UNKNOWN = "unknown field";

  /** How the job is called while it is checked; what is wrong with other files stays with them. */
  private static final String NAME = "job";

  /** Each round finds a list of faults; a file that needs more is no answer of a server. */
  private static final int ROUNDS_MAX = 20;

  private final Report report;
  private final Path folder;

  /**
   * @param folder where the job file will lie
   */
  Check(Report report, Path folder) {
    this.report = report;
    this.folder = folder;
  }

  /** {@code job} as a plain tree, once everything wrong with it was told. */
  Numbered of(Members job) {
    var numbered = Numbered.of(job);
    var reading = read(numbered);
    for (var fault : reading.faults()) {
      tell(fault, numbered);
    }
    if (reading.moreFaults() > 0) {
      report.remark("and %d more that `validate` lists".formatted(reading.moreFaults()));
    }
    return numbered;
  }

  /** {@code job} without the fields that job files do not know, which are told by name. */
  Members dropUnknown(Members job) {
    var left = job;
    var names = new TreeSet<String>();
    for (var round = 0; round < ROUNDS_MAX; round++) {
      var unknown = unknown(left);
      if (unknown.isEmpty()) {
        break;
      }
      unknown.forEach(name -> names.add(name.place().step()));
      left = (Members) without(left, unknown);
    }
    if (!names.isEmpty()) {
      report.remark("notice: dropped, unknown to job files: " + String.join(", ", names));
    }
    return left;
  }

  private Set<Value> unknown(Members job) {
    var numbered = Numbered.of(job);
    Set<Value> unknown = Collections.newSetFromMap(new IdentityHashMap<>());
    for (var fault : read(numbered).faults()) {
      if (fault.message().equals(UNKNOWN) && fault.file().equals(NAME)) {
        unknown.add(numbered.origin(fault));
      }
    }
    return unknown;
  }

  private static Part without(Part part, Set<Value> names) {
    return switch (part) {
      case Text text -> text;
      case Items list ->
          new Items(list.at(), list.items().stream().map(item -> without(item, names)).toList());
      case Members mapping -> {
        var left = new LinkedHashMap<String, Member>();
        mapping
            .members()
            .forEach((name, member) -> {
              if (!names.contains(member.name())) {
                left.put(name, new Member(member.name(), without(member.part(), names)));
              }
            });
        yield new Members(mapping.at(), left);
      }
    };
  }

  private Reading read(Numbered numbered) {
    var job = new Value(numbered.tree(), Place.ROOT, new Faults(NAME));
    return JobFile.check(job, folder, NAME);
  }

  private void tell(Fault fault, Numbered numbered) {
    if (!fault.file().equals(NAME)) {
      report.remark("warning: " + fault);
      return;
    }
    var origin = numbered.origin(fault);
    var message = numbered.message(fault);
    if (BLAMELESS.matcher(message).find()) {
      report.warn(origin, message);
    } else {
      origin.fault(message, fault::suggestion);
    }
  }
}
