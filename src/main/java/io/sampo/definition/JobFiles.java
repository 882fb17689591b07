package io.sampo.definition;

import io.sampo.definition.field.Value;
import io.sampo.definition.setting.NamedFiles;
import io.sampo.definition.setting.NamedJobs.NamedJob;
import io.sampo.definition.setting.Notices;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceFiles;
import io.sampo.model.JobDefinition;
import io.sampo.model.Limits;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A job file and the job files that it names, directly or not, while they are read. */
final class JobFiles {

  /** Job files that one run may be made of: enough for any plan, few enough to be read. */
  private static final int FILES_MAX = 1_000;

  private final SourceFiles source;
  private final Notices notices = new Notices();
  private final List<Faults> faults = new ArrayList<>();
  private final List<Faults> warnings = new ArrayList<>();
  private final Map<Path, Known> known = new HashMap<>();

  /** The files that are being read, each named by the one before it. */
  private final Deque<Path> open = new ArrayDeque<>();

  /** Job files that lie in {@code source}. */
  JobFiles(SourceFiles source) {
    this.source = source;
  }

  /**
   * A file that has been read.
   *
   * @param job null if it has faults
   * @param deepest the longest chain of files from this one down, this one included
   */
  private record Known(@Nullable JobDefinition job, List<Path> deepest) {}

  /**
   * What {@code job} and all jobs below it are.
   *
   * @param file where it stands
   * @param folder what the paths in it are relative to
   */
  Reading read(Value job, Path file, Path folder) {
    var root = check(job, file, folder);
    var isFine = faults.stream().allMatch(Faults::isEmpty);
    var jobs = new HashMap<String, JobDefinition>();
    known.forEach((path, found) -> {
      if (found.job() != null) {
        jobs.put(path.toString(), found.job());
      }
    });
    var listed = listed(faults);
    return new Reading(
        isFine ? root.job() : null,
        isFine ? jobs : Map.of(),
        listed,
        count(faults, Faults::more) + count(faults, of -> of.listed().size()) - listed.size(),
        listed(warnings),
        notices.list());
  }

  private static List<Fault> listed(List<Faults> files) {
    return files.stream().flatMap(file -> file.listed().stream()).limit(Faults.LISTED_MAX).toList();
  }

  private static int count(List<Faults> files, ToIntFunction<Faults> number) {
    return files.stream().mapToInt(number).sum();
  }

  private Known check(Value job, Path file, Path folder) {
    var fileWarnings = new Faults(file.toString());
    faults.add(job.faults());
    warnings.add(fileWarnings);
    open.addLast(file);
    var deepest = new ArrayList<Path>();
    var files = new NamedFiles(folder, source);
    var reader = new JobReader(files, at -> named(at, files, file, deepest), notices, fileWarnings);
    var definition = reader.read(job);
    open.removeLast();
    deepest.addFirst(file);
    return new Known(job.faults().isEmpty() ? definition : null, deepest);
  }

  /**
   * The job in the file that {@code at} names.
   *
   * @param deepest takes the longest chain of files below {@code file} that is allowed
   */
  private @Nullable NamedJob named(Value at, NamedFiles files, Path file, List<Path> deepest) {
    var name = files.file(at);
    var text = at.text();
    if (name == null || text == null) {
      return null;
    }
    var path = Path.of(name);
    var beside = file.resolveSibling(text).normalize();
    var shown = path.equals(beside.toAbsolutePath()) ? beside : path;
    var refusal = refusal(path, shown);
    if (refusal == null) {
      var found = known.get(path);
      if (found == null) {
        found = read(shown);
        known.put(path, found);
      }
      refusal = tooDeep(found.deepest());
      if (refusal == null) {
        if (found.deepest().size() > deepest.size()) {
          deepest.clear();
          deepest.addAll(found.deepest());
        }
        return new NamedJob(name, found.job());
      }
    }
    at.fault(refusal);
    return null;
  }

  private @Nullable String refusal(Path path, Path shown) {
    if (open.stream().anyMatch(file -> path.equals(file.toAbsolutePath().normalize()))) {
      return "cycle: %s (expected: no job runs itself)".formatted(chain(List.of(shown)));
    }
    if (known.size() >= FILES_MAX && !known.containsKey(path)) {
      return "more than %d job files (expected: fewer jobs within jobs)".formatted(FILES_MAX);
    }
    return tooDeep(List.of(shown));
  }

  private @Nullable String tooDeep(List<Path> below) {
    return open.size() + below.size() - 1 <= Limits.RUN_DEPTH_MAX
        ? null
        : "too deep: %s (expected: at most %d levels of jobs below the first)"
            .formatted(chain(below), Limits.RUN_DEPTH_MAX);
  }

  private String chain(List<Path> below) {
    return Stream.concat(open.stream(), below.stream())
        .map(Path::toString)
        .collect(Collectors.joining(" -> "));
  }

  private Known read(Path file) {
    var found = source.faults(file);
    var root = source.tree(file, found);
    if (root == null) {
      faults.add(found);
      return new Known(null, List.of(file));
    }
    return check(new Value(root, Place.ROOT, found), file, JobFile.folder(file));
  }
}
