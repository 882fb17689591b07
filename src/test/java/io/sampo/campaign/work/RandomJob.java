package io.sampo.campaign.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.campaign.check.ScriptedJob;
import io.sampo.campaign.check.ScriptedTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A job by chance: 2 to 20 tasks of 5 ms to 2 s, of which one in ten fails at first and is tried
 * again; now and then one fails for good.
 *
 * @param millis how long each task takes, by its key
 */
public record RandomJob(ScriptedJob script, Map<String, Integer> millis) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TASKS_MAX = 20;
  private static final int AFTER_MAX = 3;
  private static final int FOR_GOOD = 1_000;

  public RandomJob {
    millis = Map.copyOf(millis);
  }

  /** The job of a campaign with that number. */
  public static RandomJob draw(Dice dice, long seed, int number) {
    var tasks = new ArrayList<ScriptedTask>();
    var millis = new HashMap<String, Integer>();
    var count = dice.between(2, TASKS_MAX);
    for (var task = 0; task < count; task++) {
      var key = "t%02d".formatted(task);
      tasks.add(task(dice, key, tasks.stream().map(ScriptedTask::key).toList()));
      millis.put(key, millis(dice));
    }
    var name = "campaign-%d-%d".formatted(seed, number);
    return new RandomJob(new ScriptedJob(name, name, tasks), millis);
  }

  private static ScriptedTask task(Dice dice, String key, List<String> before) {
    var after = dice.shuffle(before).stream().limit(dice.between(0, AFTER_MAX)).sorted().toList();
    if (!dice.oneIn(10)) {
      return new ScriptedTask(key, after, 0, dice.between(0, 1));
    }
    var retries = dice.between(1, 3);
    return dice.oneIn(5)
        ? new ScriptedTask(key, after, FOR_GOOD, retries)
        : new ScriptedTask(key, after, dice.between(1, retries), retries);
  }

  /** Short ones as often as long ones. */
  private static int millis(Dice dice) {
    return dice.oneIn(2) ? dice.between(5, 200) : dice.between(200, 2_000);
  }

  /** What is sent to a server, the same whenever it is. */
  public ObjectNode submission(TaskScript program) {
    var body = JSON.createObjectNode();
    var job = body.putObject("job").put("name", script.name());
    var tasks = job.putArray("tasks");
    for (var task : script.tasks()) {
      var node = tasks.addObject().put("task_key", task.key());
      var after = node.putArray("depends_on");
      task.after().forEach(key -> after.addObject().put("task_key", key));
      node.put("max_retries", task.retries());
      node.put("min_retry_interval_millis", 0);
      var shell = node.putObject("shell_task");
      shell.putArray("command").add("/bin/sh").add(program.file().toString());
      program
          .environment(task, millis.getOrDefault(task.key(), 0))
          .forEach(shell.putObject("env")::put);
    }
    body.put("path", Path.of("/").resolve(script.name() + ".json").toString());
    body.put("idempotency_token", script.token());
    return body;
  }
}
