package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.message.Portions;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Covers;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a worker has of one run. */
final class RunBook {

  /** After what time an unanswered end is reported again. */
  static final long REPEAT_MILLIS = 300;

  /**
   * How long news may wait to be told with other news: that an attempt was taken or began above all
   * with its end, so that one that is short is told of, and written down, once; and its end, as
   * long as there is {@link #isStocked enough to begin}, with the next ends.
   */
  static final long NEWS_MILLIS = 20;

  final RunId run;
  final TreeMap<Long, Entry> entries = new TreeMap<>();

  private final int slots;

  /** Those whose stage has changed since it was last reported. */
  private final TreeMap<Long, Entry> news = new TreeMap<>();

  private int over;
  private int waiting;
  long epoch;
  long lastFence;
  long lastHeardMillis;
  private long repeatMillis = Long.MAX_VALUE;
  private long newsDueMillis = Long.MAX_VALUE;
  private boolean isUrgent;
  private boolean hasEnded;
  private boolean inquired;
  private boolean confirm;

  /** Nothing of {@code run} so far, on a worker with so many slots. */
  RunBook(RunId run, int slots) {
    this.run = run;
    this.slots = slots;
  }

  /** Takes note of who writes; false if the writer has been replaced by a later epoch. */
  boolean admit(RunOrders orders, Now now) {
    if (orders.epoch() < epoch) {
      return false;
    }
    if (orders.epoch() > epoch) {
      epoch = orders.epoch();
      lastFence = Math.max(lastFence, orders.epochFence());
    }
    lastHeardMillis = now.elapsedMillis();
    inquired |= orders.inquiry();
    isUrgent |= inquired;
    return true;
  }

  /** The starts of {@code orders} that are new; none if some before them are missing. */
  List<Assignment> fresh(RunOrders orders, Now now) {
    if (!orders.starts().isEmpty()) {
      confirm = true;
      tellSoon(now);
    }
    if (orders.previousFence() > lastFence) {
      isUrgent = true;
      return List.of();
    }
    var fresh = orders.starts().stream().filter(one -> one.fence() > lastFence).toList();
    if (!fresh.isEmpty()) {
      lastFence = fresh.getLast().fence();
    }
    return fresh;
  }

  /** Adds an attempt that was accepted. */
  void add(Entry entry, Now now) {
    entries.put(entry.assignment.fence(), entry);
    news.put(entry.assignment.fence(), entry);
    waiting++;
    tellSoon(now);
  }

  /** Gives an entry that is not over another stage. */
  void become(Entry entry, RunReport.Stage stage, Now now) {
    waiting -= entry.isWaiting() ? 1 : 0;
    entry.stage = stage;
    over += entry.isOver() ? 1 : 0;
    hasEnded |= stage instanceof RunReport.Stage.Ended;
    isUrgent |= stage instanceof RunReport.Stage.Refused;
    news.put(entry.assignment.fence(), entry);
    tellSoon(now);
  }

  private void tellSoon(Now now) {
    newsDueMillis = Math.min(newsDueMillis, now.elapsedMillis() + NEWS_MILLIS);
  }

  /** Removes an entry that is over, and answered. */
  void settle(Entry entry) {
    entries.remove(entry.assignment.fence());
    news.remove(entry.assignment.fence());
    over--;
  }

  /** What is to be reported now; counts as reported. Costs as much as there is to report. */
  List<RunReport> due(WorkerId worker, Now now) {
    var repeat = now.elapsedMillis() >= repeatMillis;
    if (!repeat && !isUrgent() && now.elapsedMillis() < newsDueMillis) {
      return List.of();
    }
    newsDueMillis = Long.MAX_VALUE;
    isUrgent = false;
    hasEnded = false;
    var told = toTell(repeat, now);
    told.forEach(entry -> entry.toldMillis = now.elapsedMillis());
    schedule(repeat, now);
    if (told.isEmpty() && !inquired && !confirm) {
      return List.of();
    }
    var reports = parts(worker, told.stream().map(RunBook::reported).toList());
    news.clear();
    inquired = false;
    confirm = false;
    return reports;
  }

  /** The next repeat: never put off by news, or an answer that was lost might be late for ever. */
  private void schedule(boolean repeated, Now now) {
    if (over == 0) {
      repeatMillis = Long.MAX_VALUE;
    } else if (repeated) {
      var oldest = entries.values().stream().filter(Entry::isOver).mapToLong(one -> one.toldMillis);
      repeatMillis = oldest.min().orElseThrow() + REPEAT_MILLIS;
    } else {
      repeatMillis = Math.min(repeatMillis, now.elapsedMillis() + REPEAT_MILLIS);
    }
  }

  private List<Entry> toTell(boolean repeat, Now now) {
    if (inquired) {
      return List.copyOf(entries.values());
    }
    if (!repeat) {
      return List.copyOf(news.values());
    }
    var before = now.elapsedMillis() - REPEAT_MILLIS;
    return entries.entrySet().stream()
        .filter(one ->
            news.containsKey(one.getKey())
                || (one.getValue().isOver() && one.getValue().toldMillis <= before))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** When {@link #due} has something to say, unless it is urgent. */
  long nextDueMillis() {
    return Math.min(repeatMillis, newsDueMillis);
  }

  /** Whether somebody waits for what there is to report. */
  boolean isUrgent() {
    return isUrgent || (hasEnded && !isStocked());
  }

  /**
   * Whether the worker has enough of the run to begin for as long as a report and the orders that
   * answer it are under way.
   */
  private boolean isStocked() {
    return waiting >= slots;
  }

  /** Whether there is something to report, be it later. */
  boolean isWaiting() {
    return isUrgent || newsDueMillis != Long.MAX_VALUE;
  }

  private List<RunReport> parts(WorkerId worker, List<RunReport.Entry> told) {
    if (told.isEmpty()) {
      var covers = inquired ? Covers.everythingUpTo(lastFence) : Covers.NOTHING;
      return List.of(new RunReport(worker, run, epoch, lastFence, covers, told));
    }
    var portions = Portions.of(told, RunReport.Entry::bytesMax);
    var reports = new ArrayList<RunReport>();
    var above = 0L;
    for (var part : portions) {
      var isLast = reports.size() == portions.size() - 1;
      var last = isLast ? lastFence : part.getLast().fence();
      var covers = inquired ? new Covers(above, last) : Covers.NOTHING;
      reports.add(new RunReport(worker, run, epoch, lastFence, covers, part));
      above = last;
    }
    return reports;
  }

  private static RunReport.Entry reported(Entry entry) {
    var assignment = entry.assignment;
    return new RunReport.Entry(
        assignment.task(), assignment.attempt(), assignment.fence(), entry.stage);
  }

  /** Whether it has been heard of since {@code millis}. */
  boolean isHeardSince(long millis) {
    return lastHeardMillis > millis;
  }
}
