package io.sampo.api.runs;

import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Refused;
import io.sampo.artifact.ArtifactStore;
import io.sampo.cluster.JobFamily;
import io.sampo.definition.JobFile;
import io.sampo.definition.Parameters;
import io.sampo.definition.Parameters.Resolution;
import io.sampo.definition.Reading;
import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceTree;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A job that somebody wants to be run, with all that belongs to it.
 *
 * @param parameters a value for each of the job's
 * @param files content of every file that came along, by its absolute path
 * @param token under which the submission counts once; null for none
 * @param ignored where fields stand that nobody knows
 */
record SubmitRequest(
    JobFamily family,
    Map<String, String> parameters,
    Map<String, ContentHash> files,
    @Nullable String token,
    List<String> ignored) {

  private static final Path BODY = Path.of("body.json");

  /**
   * Reads the body of a request.
   *
   * @throws Refused with everything that is wrong with it, or with the files that are missing
   * @throws IOException if the store cannot be read
   */
  static SubmitRequest read(byte[] body, ArtifactStore store) throws IOException {
    var faults = Faults.lenient("body");
    var root = SourceTree.parse(body, BODY, faults);
    var fields = root == null ? null : Fields.of(new Value(root, Place.ROOT, faults));
    if (fields == null) {
      throw refused(lines(faults));
    }
    var parts = SubmitFields.read(fields);
    if (faults.isEmpty()) {
      refuseMissing(parts, store);
    }
    var sent = new SentFiles(parts.files(), parts.jobs(), store);
    var reading = read(parts, sent);
    var complaints = new LinkedHashSet<>(lines(faults));
    complaints.addAll(reading == null ? List.of() : reading.complaints());
    if (!complaints.isEmpty() || reading == null) {
      throw refused(new ArrayList<>(complaints));
    }
    var ignored = new ArrayList<>(faults.ignored());
    ignored.addAll(sent.ignored());
    return of(parts, reading, ignored);
  }

  private static @Nullable Reading read(SubmitFields parts, SentFiles sent) {
    var job = parts.job();
    if (job == null) {
      return null;
    }
    if (!(job.node() instanceof Node.Scalar)) {
      return JobFile.check(job, parts.path(), sent);
    }
    var own = sent.faults(parts.path());
    var tree = SentFiles.tree(job.node(), parts.path(), own);
    return tree == null
        ? new Reading(null, Map.of(), own.listed(), own.more(), List.of(), List.of())
        : JobFile.check(new Value(tree, Place.ROOT, own), parts.path(), sent);
  }

  private static SubmitRequest of(SubmitFields parts, Reading reading, List<String> ignored) {
    var job = Objects.requireNonNull(reading.definition(), "a job without faults");
    var folder = JobFile.folder(parts.path());
    var values =
        switch (Parameters.resolve(job, folder, parts.currentFolder(), parts.parameters())) {
          case Resolution.Resolved resolved -> resolved.values();
          case Resolution.Refused(var faults) -> throw refused(faults);
        };
    var others = new HashMap<String, JobDefinition>();
    reading
        .jobs()
        .forEach(
            (name, other) -> others.put(name, Parameters.settle(other, parts.currentFolder())));
    var files = new HashMap<String, ContentHash>();
    parts.files().forEach((path, hash) -> files.put(path.toString(), hash));
    var family = new JobFamily(job, others);
    files.keySet().retainAll(family.files());
    return new SubmitRequest(family, values, files, parts.token(), ignored);
  }

  private static void refuseMissing(SubmitFields parts, ArtifactStore store) throws IOException {
    var missing = new TreeSet<String>();
    for (var hash : parts.files().values()) {
      if (!store.has(hash)) {
        missing.add(hash.hex());
      }
    }
    if (!missing.isEmpty()) {
      throw new Refused(
          ErrorCode.FILES_MISSING,
          "%d files are not here (expected: PUT /api/sampo/1/files/SHA256 of each)"
              .formatted(missing.size()),
          List.copyOf(missing));
    }
  }

  private static List<String> lines(Faults faults) {
    return new Reading(null, Map.of(), faults.listed(), faults.more(), List.of(), List.of())
        .complaints();
  }

  private static Refused refused(List<String> faults) {
    return new Refused(ErrorCode.INVALID_PARAMETER_VALUE, String.join("\n", faults));
  }
}
