package io.sampo.api.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.artifact.ArtifactStore;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.SourceFiles;
import io.sampo.definition.source.SourceText;
import io.sampo.definition.source.SourceTree;
import io.sampo.model.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that came along with a job. Their paths are names only: nothing is ever looked up by
 * them on this machine.
 */
final class SentFiles implements SourceFiles {

  private final Map<Path, ContentHash> files;
  private final Map<Path, Node> jobs;
  private final ArtifactStore store;
  private final List<Faults> faults = new ArrayList<>();

  /**
   * What came along.
   *
   * @param files content of each file, all of it in {@code store}
   * @param jobs each a job as a tree, or the text of a job file
   */
  SentFiles(Map<Path, ContentHash> files, Map<Path, Node> jobs, ArtifactStore store) {
    this.files = Map.copyOf(files);
    this.jobs = Map.copyOf(jobs);
    this.store = store;
  }

  @Override
  public @Nullable String refusal(Path file) {
    return isFile(file)
        ? null
        : "no such file: %s (expected: one of 'files' or 'jobs')".formatted(file);
  }

  @Override
  public boolean isFile(Path file) {
    return files.containsKey(file) || jobs.containsKey(file);
  }

  @Override
  public SourceText text(Path file) {
    return SourceText.read(content(file));
  }

  @Override
  public Faults faults(Path file) {
    var own = Faults.lenient(file.toString());
    faults.add(own);
    return own;
  }

  @Override
  public @Nullable Node tree(Path file, Faults own) {
    var job = jobs.get(file);
    return job == null ? SourceTree.read(content(file), own) : tree(job, file, own);
  }

  /** A job that was sent as a tree, or as the text of a file. */
  static @Nullable Node tree(Node job, Path file, Faults faults) {
    return job instanceof Node.Scalar text
        ? SourceTree.parse(text.text().getBytes(UTF_8), file, faults)
        : job;
  }

  /** Where the unknown fields stand of all files that {@link #faults} was asked for. */
  List<String> ignored() {
    return faults.stream().flatMap(own -> own.ignored().stream()).toList();
  }

  private Path content(Path file) {
    var hash = files.get(file);
    if (hash == null) {
      throw new IllegalStateException("%s was not sent".formatted(file));
    }
    try {
      return store.path(hash);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
