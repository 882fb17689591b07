package io.sampo.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.message.Demand;
import io.sampo.message.Demand.Beyond;
import io.sampo.message.Demand.Lease;
import io.sampo.message.Site;
import io.sampo.message.WorkerStatus;
import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A pool with workers and runs that always want slots, in steps of 10 ms. A run has an attempt in
 * each of its leases, of random length around its own; one that is under way goes on when its slot
 * is recalled. Every step it is checked that no slot is used twice and none left idle.
 */
final class Market {

  private static final long STEP = 10;
  private static final long REPEAT = 500;

  /** A slot that is recalled when its attempt has just ended: told, confirmed, granted, begun. */
  private static final int IDLE_STEPS_MAX = 3;

  private static final String POOL = "p";

  private final Pool pool = new Pool(2_000, 0);
  private final Map<WorkerId, WorkerStatus> workers = new TreeMap<>();
  private final Map<Long, Run> runs = new TreeMap<>();
  private final Map<WorkerId, Integer> idleSteps = new HashMap<>();
  private final SplittableRandom random;
  private long millis;

  private record Attempt(WorkerId worker, long endMillis) {}

  private static final class Run {
    private final Site site;
    private final int priority;
    private final int wanted;
    private final int lengthMillis;
    private final List<Attempt> attempts = new ArrayList<>();
    private List<Lease> leases = List.of();
    private long slotMillis;
    private long fedMillis;
    private long askedMillis;
    private long longestHungerMillis;

    Run(Site site, int priority, int wanted, int lengthMillis, long millis) {
      this.site = site;
      this.priority = priority;
      this.wanted = wanted;
      this.lengthMillis = lengthMillis;
      fedMillis = millis;
      askedMillis = -REPEAT;
    }

    Map<WorkerId, Integer> leased() {
      var leased = new HashMap<WorkerId, Integer>();
      leases.forEach(lease -> leased.merge(lease.worker(), 1, Integer::sum));
      return leased;
    }

    Map<WorkerId, Integer> held() {
      var held = new HashMap<WorkerId, Integer>();
      attempts.forEach(attempt -> held.merge(attempt.worker(), 1, Integer::sum));
      return held;
    }

    List<Beyond> beyond() {
      var leased = leased();
      var beyond = new ArrayList<Beyond>();
      held()
          .forEach((worker, count) -> {
            if (count > leased.getOrDefault(worker, 0)) {
              beyond.add(new Beyond(worker, count - leased.getOrDefault(worker, 0)));
            }
          });
      return beyond;
    }
  }

  Market(SplittableRandom random) {
    this.random = random;
  }

  void worker(String name, int slots, Map<String, String> labels) {
    var id = new WorkerId(name, 1);
    workers.put(id, new WorkerStatus(id, new Place(POOL, labels), slots, 0, 0));
  }

  boolean carries(Map<String, String> labels) {
    return workers.values().stream().anyMatch(one -> one.place().labels().equals(labels));
  }

  void run(long id, Map<String, String> labels, int priority, int wanted, int lengthMillis) {
    runs.put(id, new Run(new Site(POOL, labels), priority, wanted, lengthMillis, millis));
  }

  /** How long a run was without any attempt at most. */
  long longestHungerMillis(long run) {
    return run(run).longestHungerMillis;
  }

  /**
   * How long that may be: as long as the others' turns, for each of which the run has one by its
   * priority, with attempts as long as the longest, and twice that for chance.
   */
  long hungerMillisMax(long run) {
    var all = runs.values().stream().mapToLong(one -> one.priority).sum();
    var length = runs.values().stream().mapToLong(one -> one.lengthMillis).max().orElse(0);
    return 3_000 + 2 * Math.max(1_000, length) * all / run(run).priority;
  }

  /** What a run has had so far. */
  long slotMillis(long run) {
    return run(run).slotMillis;
  }

  private Run run(long id) {
    return runs.getOrDefault(id, new Run(Site.DEFAULT, 1, 0, 0, 0));
  }

  void pass(long moreMillis) {
    for (var end = millis + moreMillis; millis < end; millis += STEP) {
      runs.forEach(this::step);
      workers.values().forEach(status -> pool.hear(occupied(status), now()));
      for (var grant : pool.grants(now())) {
        var run = run(grant.run().value());
        var recalled = !grant.leases().containsAll(run.leases);
        run.leases = grant.leases();
        run.askedMillis = recalled ? -REPEAT : run.askedMillis;
        begin(run);
      }
      check();
    }
  }

  private void step(long id, Run run) {
    var before = run.beyond();
    run.slotMillis += STEP * run.attempts.size();
    run.attempts.removeIf(attempt -> attempt.endMillis() <= millis);
    begin(run);
    if (run.attempts.isEmpty()) {
      run.longestHungerMillis = Math.max(run.longestHungerMillis, millis - run.fedMillis);
    } else {
      run.fedMillis = millis;
    }
    if (run.askedMillis + REPEAT <= millis || !run.beyond().equals(before)) {
      run.askedMillis = millis;
      pool.hear(
          new Demand(
              new RunId(id),
              1,
              run.site,
              run.priority,
              run.wanted,
              run.leases,
              run.beyond(),
              millis),
          now());
    }
  }

  private void begin(Run run) {
    var held = run.held();
    run.leased()
        .forEach((worker, count) -> {
          for (var more = held.getOrDefault(worker, 0); more < count; more++) {
            var length = 1 + random.nextInt(2 * run.lengthMillis);
            run.attempts.add(new Attempt(worker, millis + length));
          }
        });
  }

  private WorkerStatus occupied(WorkerStatus status) {
    return new WorkerStatus(
        status.worker(), status.place(), status.slots(), used(status.worker()), 0);
  }

  private int used(WorkerId worker) {
    return runs.values().stream().mapToInt(run -> run.held().getOrDefault(worker, 0)).sum();
  }

  private void check() {
    for (var status : workers.values()) {
      var worker = status.worker();
      var used = used(worker);
      assertThat(used)
          .as("slots in use of %s at %d", worker, millis)
          .isLessThanOrEqualTo(status.slots());
      var idle = used < status.slots() && isWanted(status);
      assertThat(idleSteps.merge(worker, idle ? 1 : 0, (steps, one) -> one == 0 ? 0 : steps + one))
          .as("steps that %s is wanted and idle at %d", worker, millis)
          .isLessThanOrEqualTo(IDLE_STEPS_MAX);
    }
  }

  private boolean isWanted(WorkerStatus status) {
    return runs.values().stream()
        .anyMatch(
            run -> run.attempts.size() < run.wanted && run.site.suits(status.place().labels()));
  }

  private Now now() {
    return new Now(millis + 1_000_000, millis);
  }
}
