package io.sampo.projection.why;

import static io.sampo.projection.Controls.child;
import static io.sampo.projection.Controls.condition;
import static io.sampo.projection.Controls.disabled;
import static io.sampo.projection.Controls.loop;
import static io.sampo.projection.Controls.runIf;
import static io.sampo.projection.Controls.when;
import static io.sampo.projection.Controls.with;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.RunStory.W2;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;

import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.RunIf;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.projection.Controls;
import io.sampo.run.RunCommand;
import io.sampo.run.RunCommand.Mark.How;
import io.sampo.run.RunStory;
import io.sampo.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The life of a run in which anything may happen: any job, any failure, any order. */
final class RandomLife {

  private static final int TASKS = 10;

  private static final List<RunResult> RESULTS = List.of(RunResult.values());

  private final Random random;
  private final List<TaskDefinition> tasks = new ArrayList<>();
  private final RunStory story;
  private long lastRun = 100;
  private long lastRepair;

  RandomLife(long seed) {
    random = new Random(seed);
    while (tasks.size() < TASKS) {
      tasks.add(anyTask("t" + tasks.size()));
    }
    story = Controls.begin(tasks.toArray(TaskDefinition[]::new));
  }

  RunStory story() {
    return story;
  }

  private TaskDefinition anyTask(String key) {
    var above = new ArrayList<String>();
    for (var other = Math.max(0, tasks.size() - 4); other < tasks.size(); other++) {
      if (random.nextInt(3) == 0) {
        above.add("t" + other);
      }
    }
    var names = above.toArray(String[]::new);
    var task =
        switch (random.nextInt(9)) {
          case 0 -> condition(key, "" + random.nextInt(3), "1", names);
          case 1 -> loop(key, "[1,2,3]", 1 + random.nextInt(2), task("i"), names);
          case 2 -> child(key, names);
          case 3 -> random.nextInt(3) == 0 ? disabled(task(key, names)) : task(key, names);
          case 4 ->
              with(
                  task(key, names),
                  new Work.Shell(List.of("{{tasks.t0.values.rows}}"), Map.of(), null));
          case 5 -> task(retries(1, 3_000, null), key, names);
          default -> task(retries(1), key, names);
        };
    var rules = RunIf.values();
    var ruled = random.nextInt(3) == 0 ? runIf(rules[random.nextInt(rules.length)], task) : task;
    var isBelowCondition =
        above.stream()
            .anyMatch(name ->
                tasks.get(Integer.parseInt(name.substring(1))).work() instanceof Work.Condition);
    return isBelowCondition && above.size() == 1 ? when(random.nextBoolean(), ruled) : ruled;
  }

  /** Lets one thing happen. */
  void step() {
    switch (random.nextInt(20)) {
      case 0 -> story.pass(1_000);
      case 1 -> story.tell(new RunCommand.LoseWorker(random.nextBoolean() ? W1 : W2, "silent", 0));
      case 2 -> mark();
      case 3 -> repair();
      case 4, 5 -> children();
      case 6 -> cancel();
      case 7, 8 -> story.start(random.nextBoolean() ? W1 : W2, 1 + random.nextInt(3));
      default -> report();
    }
  }

  private TaskKey anyKey() {
    return tasks.get(random.nextInt(TASKS)).key();
  }

  private void mark() {
    var how = random.nextBoolean() ? How.SUCCEEDED : How.SKIPPED;
    story.tell(new RunCommand.Mark(anyKey(), how, "eve", "since"));
  }

  private void repair() {
    var latest = story.run().repairs().isEmpty() ? null : lastRepair;
    var before = story.run().repairs().size();
    story.tell(
        new RunCommand.Repair(
            lastRepair + 1, latest, List.of(), true, random.nextBoolean(), Map.of(), "eve"));
    lastRepair += story.run().repairs().size() - before;
  }

  private void cancel() {
    story.tell(
        random.nextInt(3) == 0
            ? new RunCommand.Stop(StopReason.CANCELED, "bob")
            : new RunCommand.CancelTask(anyKey(), "alice"));
  }

  private void children() {
    for (var task = 0; task < story.run().size(); task++) {
      var child = story.run().children().get(task);
      if (child == null) {
        story.tell(new RunCommand.BeginChild(task, new RunId(++lastRun)));
      } else if (random.nextBoolean()) {
        var result = RESULTS.get(random.nextInt(RESULTS.size()));
        story.tell(new RunCommand.HearChild(task, child.child(), result, "so", 0));
      }
    }
  }

  private void report() {
    for (var worker : List.copyOf(story.run().holders())) {
      for (var task : List.copyOf(story.run().heldBy(worker).values())) {
        if (random.nextBoolean()) {
          story.report(task, stage());
        }
      }
    }
  }

  private Stage stage() {
    return switch (random.nextInt(10)) {
      case 0 -> new Stage.Refused("full");
      case 1 -> new Stage.Ended(new Outcome.TimedOut(3_000), 1, 3_000);
      case 2, 3 -> new Stage.Ended(RunStory.FAILED, 1, 10);
      case 4, 5, 6 -> new Stage.Ended(Outcome.Succeeded.PLAIN, 1, 10);
      default -> new Stage.Began(story.now().wallMillis());
    };
  }
}
