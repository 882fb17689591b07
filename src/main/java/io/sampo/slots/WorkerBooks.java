package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.WorkerStatus;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import io.sampo.slots.Instruction.Stop.Why;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * One life of one worker. Its word on what it has is binding: it begins no fence twice, none of a
 * replaced coordinator, and none at or below a fence it said it does not have.
 *
 * <p>Every method that changes something returns what the worker is to do about it, to be done in
 * that order. What there is to tell coordinators is asked for apart, by {@link #reports}, so that
 * what happened since it was asked for last is told together. The books are memory: what they hold
 * dies with the worker's process.
 */
public final class WorkerBooks {

  /**
   * How long a run that this worker has nothing of is remembered, so that an old message cannot
   * start something anew: far longer than any message is under way.
   */
  static final long MEMORY_MILLIS = 600_000;

  /**
   * How long an attempt waits here for a slot before it is given back: far longer than one that was
   * sent ahead of a slot mostly does, and short enough to be begun elsewhere.
   */
  static final long UNBEGUN_MILLIS = 100;

  private final WorkerId self;
  private final WorkerStatus.Place place;
  private final Tenure tenure;
  private final int slots;
  private final int queueMax;
  private final int unsettledMax;

  /** Every run heard of lately, the one not heard of for longest first. */
  private final Map<RunId, RunBook> books = new LinkedHashMap<>(16, 0.75f, true);

  /** Those of the books that have an entry. */
  private final Set<RunBook> active = new LinkedHashSet<>();

  /** Those of which something may have to be reported. */
  private final Set<RunBook> touched = new LinkedHashSet<>();

  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /** Not after the time limit of any attempt. */
  private long deadlineMillis = Long.MAX_VALUE;

  /** Not after the time at which any book has something to report. */
  private long dueMillis = Long.MAX_VALUE;

  private boolean isUrgent;
  private int running;
  private int kept;
  private boolean barred;

  /** An accepted attempt in line for a slot. */
  private record Waiting(RunBook book, Entry entry) {}

  /**
   * Empty books.
   *
   * @param place the pool whose slots these are, and what the worker carries
   * @param tenure until when this life may go on; checked before anything is begun
   * @param slots attempts that run at the same time; at least 1
   * @param ahead attempts that may wait here for a slot; at least 0
   * @param unsettledMax ended or refused attempts not yet settled, with which nothing more is
   *     accepted; at least 1
   */
  public WorkerBooks(
      WorkerId self,
      WorkerStatus.Place place,
      Tenure tenure,
      int slots,
      int ahead,
      int unsettledMax) {
    Check.range("slots", slots, 1, Limits.SLOTS_MAX);
    Check.range("ahead", ahead, 0, Limits.SLOTS_MAX);
    Check.range("unsettled", unsettledMax, 1, Integer.MAX_VALUE);
    this.self = self;
    this.place = place;
    this.tenure = tenure;
    this.slots = slots;
    queueMax = ahead;
    this.unsettledMax = unsettledMax;
  }

  /** Whose books these are. */
  public WorkerId self() {
    return self;
  }

  /** What the pool's dispatcher is to know. */
  public WorkerStatus status() {
    return new WorkerStatus(self, place, barred ? 0 : slots, occupied(), queueMax);
  }

  /** How many attempts have a slot here or wait for one. */
  public int occupied() {
    return running + waiting.size();
  }

  /** A coordinator's orders. */
  public List<Instruction> take(RunOrders orders, Now now) {
    if (!orders.worker().equals(self)) {
      return orders.worker().incarnation() < self.incarnation()
          ? List.of(new Instruction.DenyLife(orders.run(), orders.worker()))
          : List.of();
    }
    var book = books.computeIfAbsent(orders.run(), run -> new RunBook(run, slots));
    if (!book.admit(orders, now)) {
      return List.of();
    }
    var instructions = barIfOver(now);
    book.fresh(orders, now).forEach(assignment -> accept(book, assignment, now));
    orders.settled().forEach(settled -> settle(book, settled, instructions));
    for (var fence : orders.stops()) {
      var entry = book.entries.get(fence);
      if (entry != null) {
        stop(book, entry, Why.CANCELED, now, instructions);
      }
    }
    fill(now, instructions);
    touch(book);
    return instructions;
  }

  /** The attempt is over, and nothing of it runs any more. An unknown one changes nothing. */
  public List<Instruction> ended(RunId run, long fence, Outcome outcome, Now now) {
    var book = books.get(run);
    var entry = book == null ? null : book.entries.get(fence);
    if (book == null || entry == null || !entry.isRunning()) {
      return List.of();
    }
    running--;
    var ran = Math.max(0, now.elapsedMillis() - entry.beganElapsedMillis);
    book.become(entry, new Stage.Ended(verdict(entry, outcome), entry.beganWallMillis, ran), now);
    var instructions = barIfOver(now);
    fill(now, instructions);
    touch(book);
    return instructions;
  }

  /**
   * Time has passed: stops what ran too long, gives back what waited too long for a slot, forgets
   * old runs.
   */
  public List<Instruction> tick(Now now) {
    var instructions = barIfOver(now);
    if (deadlineMillis <= now.elapsedMillis()) {
      stopLate(now, instructions);
    }
    giveBack(now);
    forgetOldRuns(now);
    return instructions;
  }

  private void stopLate(Now now, List<Instruction> instructions) {
    deadlineMillis = Long.MAX_VALUE;
    for (var book : active) {
      for (var entry : book.entries.values()) {
        if (entry.deadlineMillis() <= now.elapsedMillis()) {
          entry.timedOut = true;
          stop(book, entry, Why.TIMED_OUT, now, instructions);
        }
        deadlineMillis = Math.min(deadlineMillis, entry.deadlineMillis());
      }
    }
  }

  /**
   * Whether there is something to report that somebody waits for, or that has waited for long
   * enough. To be asked after whatever changes the books.
   */
  public boolean isToReport(Now now) {
    return isUrgent || dueMillis <= now.elapsedMillis();
  }

  /** What is to be reported now, ends that are unanswered again; counts as reported. */
  public List<RunReport> reports(Now now) {
    if (dueMillis <= now.elapsedMillis()) {
      touched.addAll(active);
      dueMillis = Long.MAX_VALUE;
    }
    isUrgent = false;
    var reports = new ArrayList<RunReport>();
    for (var book : touched) {
      reports.addAll(book.due(self, now));
      dueMillis = Math.min(dueMillis, book.nextDueMillis());
    }
    touched.removeIf(book -> !book.isWaiting());
    return reports;
  }

  /** Takes note that something of the book has changed. */
  private void touch(RunBook book) {
    touched.add(book);
    if (book.isUrgent()) {
      isUrgent = true;
    } else {
      dueMillis = Math.min(dueMillis, book.nextDueMillis());
    }
  }

  /**
   * The worker is told to end: whatever runs is killed, and nothing is taken or begun any more.
   * This life is over when the last attempt is gone. When the tenure ends the books do so by
   * themselves.
   */
  public List<Instruction> bar(Why why, Now now) {
    barred = true;
    var instructions = new ArrayList<Instruction>();
    for (var book : active) {
      book.entries.values().forEach(entry -> stop(book, entry, why, now, instructions));
    }
    return instructions;
  }

  /** Whether nothing is taken or begun any more. */
  public boolean isBarred() {
    return barred;
  }

  /**
   * When {@link #tick} or {@link #reports} has something to do, in elapsed time, if nothing happens
   * before; {@link Long#MAX_VALUE} for never.
   */
  public long nextMillis() {
    var next = Math.min(deadlineMillis, dueMillis);
    if (!barred) {
      next = Math.min(next, tenure.endMillis());
    }
    return waiting.isEmpty()
        ? next
        : Math.min(next, waiting.element().entry().acceptedMillis + UNBEGUN_MILLIS);
  }

  private List<Instruction> barIfOver(Now now) {
    return !barred && tenure.endMillis() <= now.elapsedMillis()
        ? bar(Why.LEASE_LOST, now)
        : new ArrayList<>();
  }

  private void accept(RunBook book, Assignment assignment, Now now) {
    var reason = reasonToRefuse();
    var entry = new Entry(assignment, new Stage.Accepted());
    entry.acceptedMillis = now.elapsedMillis();
    book.add(entry, now);
    active.add(book);
    kept++;
    if (reason.isEmpty()) {
      waiting.add(new Waiting(book, entry));
    } else {
      book.become(entry, new Stage.Refused(reason), now);
    }
  }

  /** Those that wait stand in the order in which they came. */
  private void giveBack(Now now) {
    while (!waiting.isEmpty()
        && waiting.element().entry().acceptedMillis + UNBEGUN_MILLIS <= now.elapsedMillis()) {
      var next = waiting.remove();
      var refused = new Stage.Refused("no slot within %d ms".formatted(UNBEGUN_MILLIS));
      next.book().become(next.entry(), refused, now);
      touch(next.book());
    }
  }

  private String reasonToRefuse() {
    if (barred) {
      return "the worker is ending";
    }
    var under = occupied();
    if (under >= slots + queueMax) {
      return "no free slot";
    }
    return kept - under >= unsettledMax ? "too many unsettled reports" : "";
  }

  private void settle(RunBook book, RunOrders.Settled settled, List<Instruction> instructions) {
    var entry = book.entries.get(settled.fence());
    if (entry != null && entry.isOver()) {
      book.settle(entry);
      kept--;
      if (book.entries.isEmpty()) {
        active.remove(book);
      }
      instructions.add(new Instruction.Settle(book.run, entry.assignment, settled.retryMillis()));
    }
  }

  private void stop(RunBook book, Entry entry, Why why, Now now, List<Instruction> instructions) {
    if (entry.isWaiting()) {
      waiting.removeIf(one -> one.entry() == entry);
      book.become(entry, new Stage.Refused("stopped before it began"), now);
      touch(book);
    } else if (entry.isRunning() && (!entry.stopping || why == Why.LEASE_LOST)) {
      entry.stopping = true;
      instructions.add(new Instruction.Stop(book.run, entry.assignment, why));
    }
  }

  private void fill(Now now, List<Instruction> instructions) {
    while (!barred && running < slots && !waiting.isEmpty()) {
      var next = waiting.remove();
      var entry = next.entry();
      next.book().become(entry, new Stage.Began(now.wallMillis()), now);
      entry.beganElapsedMillis = now.elapsedMillis();
      entry.beganWallMillis = now.wallMillis();
      deadlineMillis = Math.min(deadlineMillis, entry.deadlineMillis());
      running++;
      touch(next.book());
      instructions.add(new Instruction.Begin(next.book().run, entry.assignment));
    }
  }

  private void forgetOldRuns(Now now) {
    var oldest = books.values().iterator();
    while (oldest.hasNext()) {
      var book = oldest.next();
      if (book.isHeardSince(now.elapsedMillis() - MEMORY_MILLIS)) {
        return;
      }
      if (book.entries.isEmpty()) {
        oldest.remove();
      }
    }
  }

  private static Outcome verdict(Entry entry, Outcome outcome) {
    return entry.timedOut && outcome instanceof Outcome.Canceled
        ? new Outcome.TimedOut(entry.assignment.timeoutMillis())
        : outcome;
  }
}
