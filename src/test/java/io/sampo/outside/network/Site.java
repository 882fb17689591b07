package io.sampo.outside.network;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.persistence.postgres.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A cluster on machines of its own: coordinators {@code c1}, {@code c2}, …, workers {@code w1},
 * {@code w2}, …, and a database unless there is one coordinator only, all of them separate
 * processes that share nothing but the network.
 */
final class Site implements AutoCloseable {

  /** Far more than anything here takes, so that a slow machine fails no test. */
  static final Duration LIMIT = Duration.ofMinutes(4);

  private static final Duration LOOK = Duration.ofMillis(300);
  private static final int DATABASE = 0;

  private static final String EMBEDDED = "sampo.journal.kind = embedded";

  /** The settings of the nodes' journal, once there is what it needs. */
  @FunctionalInterface
  private interface Journal {

    String of(Site site) throws IOException;
  }

  private final Namespaces network;
  private final List<Machine> machines = new ArrayList<>();

  private Site(Namespaces network) {
    this.network = network;
  }

  /** Starts one with a database, and returns when all its nodes are members. */
  static Site start(Path folder, int coordinators, int workers) throws IOException {
    return start(
        folder,
        coordinators,
        workers,
        site -> {
          var database = Database.start(site.network, DATABASE, folder.resolve("database"));
          return postgres(database);
        });
  }

  /** The same with one coordinator, which keeps its journal itself. */
  static Site startLone(Path folder, int workers) throws IOException {
    return start(folder, 1, workers, _ -> EMBEDDED);
  }

  private static Site start(Path folder, int coordinators, int workers, Journal journal)
      throws IOException {
    var site = new Site(Namespaces.of(1 + coordinators + workers));
    var isStarted = false;
    try {
      var settings = journal.of(site);
      IntStream.rangeClosed(1, coordinators).forEach(i -> site.add("c" + i, folder));
      IntStream.rangeClosed(1, workers).forEach(i -> site.add("w" + i, folder));
      for (var machine : site.machines) {
        machine.configure(site.settings(machine, settings));
        machine.start();
      }
      site.awaitMembers();
      isStarted = true;
      return site;
    } finally {
      if (!isStarted) {
        site.close();
      }
    }
  }

  private void add(String name, Path folder) {
    machines.add(new Machine(network, machines.size() + 1, name, folder.resolve(name)));
  }

  private String settings(Machine machine, String journal) {
    var seeds = coordinators().map(one -> "\"%s:2551\"".formatted(address(one))).toList();
    return """
    sampo.node {
      name = %s
      roles = [%s]
      host = "%s"
      port = 2551
    }
    sampo.cluster.seeds = %s
    %s
    sampo.worker.slots = 16
    sampo.task.grace = 1s
    # Longer than usual: only what the test breaks may be missed, however busy the machine is.
    sampo.cluster { pause = 3s, lease = 10s }
    """
        .formatted(
            machine.name(),
            isCoordinator(machine) ? "coordinator, api" : "worker",
            address(machine),
            seeds,
            journal);
  }

  private static String postgres(Database database) {
    return """
    sampo.journal.kind = postgres
    sampo.journal.postgres {
      url = "%s"
      user = %s
      password-file = "%s"
    }
    """
        .formatted(database.url(), LocalPostgres.USER, database.passwordFile());
  }

  private String address(Machine machine) {
    return network.address(machine.place());
  }

  private static boolean isCoordinator(Machine machine) {
    return machine.name().startsWith("c");
  }

  private Stream<Machine> coordinators() {
    return machines.stream().filter(Site::isCoordinator);
  }

  /** The machine of that name. */
  Machine machine(String name) {
    return machines.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** Cuts machines from each other, in both directions. */
  void cut(String one, String other) throws IOException {
    network.cut(machine(one).place(), machine(other).place());
  }

  /** Loses what {@code from} sends to {@code to}. */
  void cutOneWay(String from, String to) throws IOException {
    network.cutOneWay(machine(from).place(), machine(to).place());
  }

  /** Cuts a machine from all others and the database. */
  void isolate(String name) throws IOException {
    network.isolate(machine(name).place());
  }

  /** Cuts a machine from the database alone. */
  void cutFromDatabase(String name) throws IOException {
    network.cut(machine(name).place(), DATABASE);
  }

  /** Mends all links. */
  void heal() throws IOException {
    network.heal();
  }

  /** Starts what does not run, and waits until all nodes are members. */
  void mend() throws IOException, InterruptedException {
    network.heal();
    for (var machine : machines) {
      if (machine.isRunning()) {
        machine.signal("CONT");
      } else {
        machine.start();
      }
    }
    awaitMembers();
  }

  /** Waits until every coordinator whose node runs sees all nodes that run, and no others, up. */
  void awaitMembers() {
    var all =
        machines.stream()
            .filter(Machine::isRunning)
            .map(one -> one.name() + " up")
            .collect(Collectors.toSet());
    for (var one : coordinators().filter(Machine::isRunning).toList()) {
      awaitMembers(one.name(), all);
    }
  }

  /** Waits until a coordinator sees {@code expected}: names with their status. */
  void awaitMembers(String asked, Set<String> expected) {
    try {
      await()
          .alias("members as %s sees them".formatted(asked))
          .atMost(LIMIT)
          .pollInterval(LOOK)
          .until(() -> members(asked), seen -> seen.equals(expected));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + logs(), e);
    }
  }

  /** How the logs of all machines end. */
  private String logs() {
    return machines.stream()
        .map(machine -> machine.name() + ":\n" + machine.endOfLog())
        .collect(Collectors.joining("\n"));
  }

  /** Waits until a coordinator sees one of {@code some} down or gone. */
  void awaitLoss(String asked, Set<String> some) {
    await()
        .alias("loss of one of %s as %s sees it".formatted(some, asked))
        .atMost(LIMIT)
        .pollInterval(LOOK)
        .until(() -> {
          var seen = members(asked);
          return !seen.isEmpty() && some.stream().anyMatch(one -> !seen.contains(one + " up"));
        });
  }

  private Set<String> members(String asked) throws IOException, InterruptedException {
    var seen = new TreeSet<String>();
    for (var node : get(asked, "/api/sampo/1/cluster").path("nodes")) {
      var status = node.path("status").asText().toLowerCase(Locale.ROOT);
      seen.add(node.path("name").asText() + " " + status);
    }
    return seen;
  }

  /** What a coordinator answers; missing if it does not. */
  JsonNode get(String asked, String path) throws IOException, InterruptedException {
    return machine(asked).ask("GET", path, token(), "");
  }

  /** Submits a job in JSON through a coordinator. */
  long submit(String asked, String job) throws IOException, InterruptedException {
    var answer = machine(asked).ask("POST", "/api/sampo/1/runs", token(), "{\"job\": " + job + "}");
    if (answer.path("run_id").asLong() == 0) {
      throw new IOException("%s: no run of %s: %s".formatted(asked, job, answer));
    }
    return answer.path("run_id").asLong();
  }

  /** The document of a run. */
  JsonNode run(String asked, long run) throws IOException, InterruptedException {
    return get(asked, "/api/sampo/1/runs/" + run);
  }

  /** Waits until the first task of a run has been given to a worker. */
  void awaitStart(String asked, long run) {
    await()
        .atMost(LIMIT)
        .until(() -> run(asked, run).path("tasks").path(0).path("attempts").size() > 0);
  }

  /** Whether some worker keeps these bytes in a folder of its own. */
  boolean workersHave(byte[] bytes) throws IOException {
    for (var machine : machines) {
      if (!isCoordinator(machine) && machine.keeps(bytes)) {
        return true;
      }
    }
    return false;
  }

  /** Waits until runs are over as a coordinator sees them; says how they ended. */
  List<String> awaitEnds(String asked, List<Long> runs) {
    return await()
        .alias("runs %s as %s sees them".formatted(runs, asked))
        .atMost(LIMIT)
        .pollInterval(LOOK)
        .until(() -> results(asked, runs), all -> all.stream().noneMatch(String::isEmpty));
  }

  private List<String> results(String asked, List<Long> runs)
      throws IOException, InterruptedException {
    var results = new ArrayList<String>();
    for (var run : runs) {
      results.add(run(asked, run).path("result").asText().replace("null", ""));
    }
    return results;
  }

  /** Waits until some of {@code runs} was taken over, as two coordinators both say. */
  void awaitTakeOver(String one, String other, List<Long> runs) {
    await()
        .alias("a takeover of one of " + runs)
        .atMost(LIMIT)
        .pollInterval(LOOK)
        .until(() -> {
          for (var run : runs) {
            var holder = run(one, run).path("coordinator").asText();
            if (!holder.isEmpty() && holder.equals(run(other, run).path("coordinator").asText())) {
              return true;
            }
          }
          return false;
        });
  }

  /** The documents of runs that are over, without what depends on who is asked. */
  List<String> records(String asked, List<Long> runs) throws IOException, InterruptedException {
    var records = new ArrayList<String>();
    for (var run : runs) {
      records.add(run(asked, run).path("tasks").toString());
    }
    return records;
  }

  /** What has happened so often in the cluster, by name. */
  long counter(String asked, String name) throws IOException, InterruptedException {
    return get(asked, "/api/sampo/1/cluster").path("counters").path(name).asLong();
  }

  /** The file with the administrator's token: on the machine that formed the cluster. */
  Path tokenFile() {
    return machines.stream().map(Machine::token).filter(Files::exists).findFirst().orElseThrow();
  }

  private String token() throws IOException {
    var file = machines.stream().map(Machine::token).filter(Files::exists).findFirst();
    return file.isPresent() ? Files.readString(file.get()).strip() : "none";
  }

  @Override
  public void close() {
    network.close();
  }
}
