package io.sampo.simulation.rehearsal;

import io.sampo.message.RunReport;
import io.sampo.model.WorkerId;
import io.sampo.run.RunCommand.Start.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Who is free, and when whose attempt will be over; bounded by the slots of the crew. */
final class Roster {

  private final WorkerId[] workers;
  private final int[] free;
  private final Map<WorkerId, Integer> numbers = new HashMap<>();
  private final TreeSet<Integer> freest;
  private final PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.FIRST_OVER);
  private int freeSlots;

  Roster(Crew crew) {
    workers = new WorkerId[crew.workers()];
    free = new int[crew.workers()];
    Arrays.fill(free, crew.slotsEach());
    freest =
        new TreeSet<>(
            Comparator.<Integer>comparingInt(worker -> -free[worker])
                .thenComparing(Comparator.naturalOrder()));
    for (var number = 0; number < workers.length; number++) {
      workers[number] = new WorkerId("worker-" + (number + 1), 1);
      numbers.put(workers[number], number);
      freest.add(number);
    }
    freeSlots = crew.slots();
  }

  WorkerId worker(int number) {
    return workers[number];
  }

  int number(WorkerId worker) {
    var number = numbers.get(worker);
    if (number == null) {
      throw new IllegalStateException("%s got work and made no offer".formatted(worker));
    }
    return number;
  }

  int freeSlots() {
    return freeSlots;
  }

  /** Free slots of the freest workers, enough for {@code most} tasks if there are as many. */
  List<Offer> offers(int most) {
    var offers = new ArrayList<Offer>();
    var left = most;
    for (var worker : freest) {
      if (left <= 0 || free[worker] == 0) {
        break;
      }
      offers.add(new Offer(workers[worker], free[worker]));
      left -= free[worker];
    }
    return offers;
  }

  void take(Turn turn) {
    change(turn.worker(), -1);
    turns.add(turn);
  }

  /** When the next attempt is over; {@link Long#MAX_VALUE} if nobody works. */
  long firstEndMillis() {
    var first = turns.peek();
    return first == null ? Long.MAX_VALUE : first.endMillis();
  }

  /** A worker, as far as it works for one run. */
  record Post(int act, int worker) implements Comparable<Post> {

    private static final Comparator<Post> ORDER =
        Comparator.comparingInt(Post::act).thenComparingInt(Post::worker);

    @Override
    public int compareTo(Post other) {
      return ORDER.compare(this, other);
    }
  }

  /** Frees the slots of all whose time is over, and returns what each worker has to report. */
  SortedMap<Post, List<RunReport.Entry>> endedBy(long millis) {
    var ended = new TreeMap<Post, List<RunReport.Entry>>();
    while (firstEndMillis() <= millis) {
      var turn = turns.remove();
      change(turn.worker(), 1);
      ended
          .computeIfAbsent(new Post(turn.act(), turn.worker()), _ -> new ArrayList<>())
          .add(turn.ended());
    }
    return ended;
  }

  /** Has attempts of some tasks of a run be over now, and not for having done their work. */
  void stop(int act, IntPredicate tasks, long millis) {
    var all = List.copyOf(turns);
    turns.clear();
    for (var turn : all) {
      var stops = turn.act() == act && tasks.test(turn.begun().task());
      turns.add(stops ? turn.stopped(millis) : turn);
    }
  }

  /** The freest come first, so a worker leaves the order while it changes its place there. */
  private void change(int worker, int slots) {
    freest.remove(worker);
    free[worker] += slots;
    freeSlots += slots;
    freest.add(worker);
  }
}
