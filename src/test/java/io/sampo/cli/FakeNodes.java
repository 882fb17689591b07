package io.sampo.cli;

import io.sampo.cli.session.Nodes;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Settings;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.projection.Journaled;
import io.sampo.projection.Story;
import io.sampo.run.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Nodes that play a script in place of running anything, and remember what they were asked. */
final class FakeNodes implements Nodes {

  /** What is on disk, by folder. */
  final Map<Path, Archive> archives = new HashMap<>();

  final List<JobDefinition> submitted = new ArrayList<>();
  final List<Map<String, String>> parameters = new ArrayList<>();
  final List<Settings> settings = new ArrayList<>();
  final List<String> canceledBy = new ArrayList<>();
  int closed;

  /** What keeps every node from going on; null if nothing does. */
  @Nullable Exception failure;

  /** Called once a run has told its past. */
  Consumer<Path> onFollowed = _ -> {};

  private final Function<RunId, Story> script;
  private Story afterCancel = Story.of(1, "unused");

  /** Every run goes as {@code script} tells. */
  FakeNodes(Function<RunId, Story> script) {
    this.script = script;
  }

  /** What the journal holds once a run was cancelled, all of it. */
  FakeNodes onCancel(Story story) {
    afterCancel = story;
    return this;
  }

  @Override
  public String name() {
    return "here";
  }

  @Override
  public EmbeddedRun submit(
      Path runFolder, RunId run, JobDefinition job, Map<String, String> values, Settings used) {
    submitted.add(job);
    parameters.add(values);
    settings.add(used);
    archives.put(runFolder, new Archive(job, List.of()));
    return new FakeRun(runFolder, run);
  }

  @Override
  public EmbeddedRun resume(Path runFolder, Settings used) {
    return new FakeRun(runFolder, new RunId(Long.parseLong("" + runFolder.getFileName())));
  }

  @Override
  public Optional<Archive> read(Path runFolder) {
    return Optional.ofNullable(archives.get(runFolder));
  }

  private final class FakeRun implements EmbeddedRun {

    private final Path folder;
    private final RunId run;
    private final CompletableFuture<RunResult> ended = new CompletableFuture<>();
    private @Nullable Consumer<Journaled> observer;
    private int told;

    FakeRun(Path folder, RunId run) {
      this.folder = folder;
      this.run = run;
    }

    @Override
    public RunId run() {
      return run;
    }

    @Override
    public void follow(Consumer<Journaled> followed) {
      observer = followed;
      tell(script.apply(run));
      onFollowed.accept(folder);
      if (failure != null) {
        ended.completeExceptionally(failure);
      }
    }

    @Override
    public CompletionStage<Void> cancel(String by) {
      canceledBy.add(by);
      tell(afterCancel);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<RunResult> ended() {
      return ended;
    }

    @Override
    public void close() {
      closed++;
    }

    private void tell(Story story) {
      var events = story.events();
      var job = archives.get(folder);
      if (observer == null || job == null) {
        throw new IllegalStateException("nobody follows " + folder);
      }
      archives.put(folder, new Archive(job.job(), events));
      events.stream().skip(told).forEach(observer);
      told = events.size();
      if (events.getLast().event() instanceof RunEvent.RunEnded(_, var result, _)) {
        ended.complete(result);
      }
    }
  }
}
