package io.sampo.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The workloads. Their tasks do nothing, but for those of {@link #W5}. */
enum Workload {
  W1("fan-out and fan-in", 10_000) {
    @Override
    List<Task> tasks(int size) {
      var tasks = new ArrayList<>(List.of(Task.of("root")));
      var between = new TreeSet<String>();
      for (var i = 0; i < size; i++) {
        tasks.add(Task.of("t" + i, "root"));
        between.add("t" + i);
      }
      tasks.add(new Task("sink", between));
      return tasks;
    }
  },

  W2("chain", 1_000) {
    @Override
    List<Task> tasks(int size) {
      return chain(size);
    }

    @Override
    boolean hasHops() {
      return true;
    }
  },

  W3("layers of 100, each task after 3 of the layer before", 100) {
    @Override
    List<Task> tasks(int size) {
      var chance = new SplittableRandom(LAYERS_SEED);
      var tasks = new ArrayList<Task>();
      for (var layer = 0; layer < size; layer++) {
        for (var i = 0; i < LAYER; i++) {
          var before = new TreeSet<String>();
          while (layer > 0 && before.size() < LAYER_DEPENDENCIES) {
            before.add(key(layer - 1, chance.nextInt(LAYER)));
          }
          tasks.add(new Task(key(layer, i), before));
        }
      }
      var last = new TreeSet<String>();
      for (var i = 0; i < LAYER; i++) {
        last.add(key(size - 1, i));
      }
      tasks.add(new Task("sink", last));
      return tasks;
    }

    private static String key(int layer, int number) {
      return "l" + layer + "_" + number;
    }
  },

  W4("runs of a chain of 3, submitted at once", 1_000) {
    @Override
    List<Task> tasks(int size) {
      return chain(CHAIN);
    }

    @Override
    int runs(int size) {
      return size;
    }
  },

  W5("tasks that start /bin/true", 1_000) {
    @Override
    List<Task> tasks(int size) {
      var tasks = new ArrayList<Task>();
      for (var i = 0; i < size; i++) {
        tasks.add(Task.of("t" + i));
      }
      return tasks;
    }

    @Override
    boolean isExecuted() {
      return true;
    }
  };

  /** What the tasks run that are executed. */
  static final String TRUE = "/bin/true";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LAYERS_SEED = 42;
  private static final int LAYER = 100;
  private static final int LAYER_DEPENDENCIES = 3;
  private static final int CHAIN = 3;

  private final String title;
  private final int size;

  Workload(String title, int size) {
    this.title = title;
    this.size = size;
  }

  /** A task and those it waits for. */
  record Task(String key, Set<String> dependsOn) {

    static Task of(String key, String... dependsOn) {
      return new Task(key, Set.of(dependsOn));
    }
  }

  /** What it is, in a few words. */
  String title() {
    return title;
  }

  /** How many there are of what it is about: tasks, layers or runs. */
  int size() {
    return size;
  }

  /** The tasks of one of its runs. */
  abstract List<Task> tasks(int size);

  /** How many runs it has, all submitted at once. */
  int runs(int size) {
    return 1;
  }

  /** Whether it matters how long it takes from one end of attempts to the next. */
  boolean hasHops() {
    return false;
  }

  /** Whether its tasks start processes; the others succeed as soon as a worker begins them. */
  boolean isExecuted() {
    return false;
  }

  /** The job of its runs, in the format of job files. */
  ObjectNode job(int size) {
    var job = JSON.createObjectNode().put("name", name());
    var list = job.putArray("tasks");
    for (var task : tasks(size)) {
      var one = list.addObject().put("task_key", task.key());
      one.putObject("shell_task").put("command", TRUE);
      if (!task.dependsOn().isEmpty()) {
        var before = one.putArray("depends_on");
        task.dependsOn().forEach(key -> before.addObject().put("task_key", key));
      }
    }
    return job;
  }

  private static List<Task> chain(int size) {
    var tasks = new ArrayList<>(List.of(Task.of("t0")));
    for (var i = 1; i < size; i++) {
      tasks.add(Task.of("t" + i, "t" + (i - 1)));
    }
    return tasks;
  }
}
