package io.sampo.cli;

import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.session.Nodes;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.cluster.JobFamily;
import io.sampo.config.Settings;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.projection.Journaled;
import io.sampo.projection.Story;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes that play a script in place of running anything, and remember what they were asked. */
final class FakeNodes implements Nodes {

  /** What is on disk, by folder. */
  final Map<Path, Archive> archives = new HashMap<>();

  /** Runs that are the work of tasks, by the folder of the run at the top. */
  final Map<Path, List<Archive>> parts = new HashMap<>();

  final List<JobDefinition> submitted = new ArrayList<>();
  final List<Map<String, String>> parameters = new ArrayList<>();
  final List<Settings> settings = new ArrayList<>();
  final List<JobFamily> families = new ArrayList<>();
  final List<RunCommand.Wish> wishes = new ArrayList<>();
  int closed;

  /** What keeps every node from going on; null if nothing does. */
  @Nullable Exception failure;

  /** Called once a run has told its past. */
  Consumer<Path> onFollowed = _ -> {};

  private final Function<RunId, Story> script;
  private Story afterWish = Story.of(1, "unused");

  /** Every run goes as {@code script} tells. */
  FakeNodes(Function<RunId, Story> script) {
    this.script = script;
  }

  /** What the journal holds once a wish was granted, all of it. */
  FakeNodes onWish(Story story) {
    afterWish = story;
    return this;
  }

  @Override
  public String name() {
    return "here";
  }

  @Override
  public EmbeddedRun submit(
      RunPlace place, JobFamily family, Map<String, String> values, Settings used) {
    submitted.add(family.job());
    families.add(family);
    parameters.add(values);
    settings.add(used);
    archives.put(place.folder(), new Archive(place.run(), family.job(), List.of()));
    return new FakeRun(place);
  }

  @Override
  public EmbeddedRun resume(RunPlace place, Settings used) {
    return new FakeRun(place);
  }

  @Override
  public List<Archive> read(Path runFolder) {
    var archive = archives.get(runFolder);
    var below = parts.getOrDefault(runFolder, List.of());
    return archive == null ? List.of() : Stream.concat(Stream.of(archive), below.stream()).toList();
  }

  private final class FakeRun implements EmbeddedRun {

    private final Path folder;
    private final RunId run;
    private final CompletableFuture<RunResult> ended = new CompletableFuture<>();
    private @Nullable Consumer<Journaled> observer;
    private int told;

    FakeRun(RunPlace place) {
      this.folder = place.folder();
      this.run = place.run();
    }

    @Override
    public RunId run() {
      return run;
    }

    @Override
    public void follow(RunId one, Consumer<Journaled> followed) {
      observer = followed;
      tell(wishes.isEmpty() ? script.apply(run) : afterWish);
      onFollowed.accept(folder);
      if (failure != null) {
        ended.completeExceptionally(failure);
      }
    }

    @Override
    public JobDefinition definition(ContentHash hash) {
      throw new UnsupportedOperationException("no run below " + run);
    }

    @Override
    public CompletionStage<Answer> ask(RunCommand.Wish wish) {
      wishes.add(wish);
      if (observer != null) {
        tell(afterWish);
      }
      return CompletableFuture.completedFuture(new Answer.Accepted());
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
      archives.put(folder, new Archive(run, job.job(), events));
      events.stream().skip(told).forEach(observer);
      told = events.size();
      if (events.getLast().event() instanceof RunEvent.RunEnded(_, var result, _)) {
        ended.complete(result);
      }
    }
  }
}
