package io.sampo.cli.bench;

import io.sampo.artifact.SmallFile;
import io.sampo.cli.cluster.Database;
import io.sampo.cli.cluster.LocalApi;
import io.sampo.cli.cluster.LocalCluster;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.cluster.process.NodeCommand;
import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.usage.Globals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: how fast the built-in workloads are on this machine. */
@Command(
    name = "bench",
    description = {
      "Runs the built-in workloads on a cluster made for them, and shows how fast they were.",
      "Fails if a task did not run exactly once."
    })
public final class BenchVerb implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TURNS_MAX = 100;
  private static final int SIZE_MAX = 1_000_000;

  /** For tasks that do nothing: so many of them may be under way. */
  private static final int IDLE_SLOTS = 200;

  private static final int PROCESS_SLOTS = 2;

  private final Globals globals;
  private final NodeCommand command;
  private final Database database;

  @Parameters(
      paramLabel = "W1..W5",
      arity = "0..*",
      description = "Which workloads (default: all).")
  private List<Workload> workloads = List.of();

  @Option(
      names = "--set-up",
      paramLabel = "NAME",
      description = {
        "embedded: one JVM; journal: a coordinator with the journal, and two workers;",
        "postgres: the same with a PostgreSQL (default: embedded)."
      })
  private String setUp = SetUp.EMBEDDED.word();

  @Option(
      names = "--turns",
      paramLabel = "N",
      description = "How often each is measured (default: 3).")
  private int turns = 3;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      description = "How many turns there are before that, to warm up (default: 1).")
  private int warmUp = 1;

  @Option(
      names = "--size",
      paramLabel = "N",
      split = ",",
      description = {
        "So many tasks, layers or runs instead of each workload's own number;",
        "several, with commas between, are a series."
      })
  private List<Integer> sizes = List.of();

  /** The verb; nodes are started by {@code command}. */
  public BenchVerb(Globals globals, NodeCommand command, Database database) {
    this.globals = globals;
    this.command = command;
    this.database = database;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var on = checkedSetUp();
    check("--turns", turns, 1, TURNS_MAX);
    check("--warm-up", warmUp, 0, TURNS_MAX);
    sizes.forEach(size -> check("--size", size, 1, SIZE_MAX));
    var wanted = workloads.isEmpty() ? EnumSet.allOf(Workload.class) : EnumSet.copyOf(workloads);
    var measured = new ArrayList<Measured>();
    for (var isExecuted : List.of(false, true)) {
      var some = wanted.stream().filter(one -> one.isExecuted() == isExecuted).toList();
      if (!some.isEmpty()) {
        measured.addAll(measure(on, some, isExecuted));
      }
    }
    var figures = new Figures(on, turns, warmUp, measured);
    if (globals.isJson()) {
      globals.print(figures::write);
    } else {
      figures.lines().forEach(globals.surroundings().out()::println);
    }
    return ExitCode.OK.code();
  }

  private SetUp checkedSetUp() {
    return Stream.of(SetUp.values())
        .filter(one -> one.word().equals(setUp))
        .findFirst()
        .orElseThrow(() ->
            Complaint.usage(
                "--set-up: %s (expected: %s)"
                    .formatted(
                        setUp,
                        String.join(" or ", Stream.of(SetUp.values()).map(SetUp::word).toList()))));
  }

  private static void check(String option, int number, int least, int most) {
    if (number < least || number > most) {
      throw Complaint.usage("%s: %d (expected: %d to %d)".formatted(option, number, least, most));
    }
  }

  /** If it fails the cluster's folder stays, with what its nodes have said. */
  private List<Measured> measure(SetUp on, List<Workload> some, boolean isExecuted)
      throws IOException, InterruptedException {
    var root = globals.data().root().resolve("bench");
    Files.createDirectories(root);
    var folder = Files.createTempDirectory(root, on.word());
    var place = new ClusterFolder(new DataFolder(folder));
    var cluster = new LocalCluster(place, command, database, this::say);
    var measured = new ArrayList<Measured>();
    try {
      var settings = folder.resolve("bench.conf");
      SmallFile.write(settings, "sampo.worker.execute = " + isExecuted + "\n");
      cluster.up(on.cluster(isExecuted ? PROCESS_SLOTS : IDLE_SLOTS), settings);
      try (var client = new ServerClient(LocalApi.of(place).orElseThrow(), PATIENCE)) {
        for (var workload : some) {
          for (var size : sizes(workload)) {
            measured.add(measure(client, workload, size, folder));
          }
        }
      }
    } finally {
      cluster.down();
    }
    delete(folder);
    return measured;
  }

  private List<Integer> sizes(Workload workload) {
    return sizes.isEmpty() ? List.of(workload.size()) : sizes.stream().distinct().toList();
  }

  private Measured measure(ServerClient client, Workload workload, int size, Path folder)
      throws IOException, InterruptedException {
    var turn = new Turn(client, workload, size);
    var warmUps = new ArrayList<Sample>();
    var samples = new ArrayList<Sample>();
    var bareRates = new ArrayList<Double>();
    for (var number = 1; number <= warmUp + turns; number++) {
      var isWarmUp = number <= warmUp;
      var sample = turn.take();
      var name = isWarmUp ? "to warm up" : "turn " + (number - warmUp);
      say(
          "%s  %d tasks  %s  %.0f tasks/s"
              .formatted(workload, sample.tasks(), name, sample.rate()));
      (isWarmUp ? warmUps : samples).add(sample);
      if (workload.isExecuted() && !isWarmUp) {
        var rate =
            BareLoop.rate(folder.resolve("bare%d-%d".formatted(size, number)), size, PROCESS_SLOTS);
        say("%s  without Sampo  %.0f processes/s".formatted(workload, rate));
        bareRates.add(rate);
      }
    }
    return new Measured(workload, warmUps, samples, bareRates);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void say(String line) {
    globals.surroundings().err().println(line);
  }
}
