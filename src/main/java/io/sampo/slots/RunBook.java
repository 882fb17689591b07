package io.sampo.slots;

import io.sampo.message.Assignment;
import io.sampo.message.RunOrders;
import io.sampo.message.RunReport;
import io.sampo.model.Limits;
import io.sampo.model.Now;
import io.sampo.model.RunId;
import io.sampo.model.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What a worker has of one run. */
final class RunBook {

  /** After what time an unanswered end is reported again. */
  static final long REPEAT_MILLIS = 300;

  final RunId run;
  final TreeMap<Long, Entry> entries = new TreeMap<>();
  long epoch;
  long lastFence;
  long lastHeardMillis;
  private long repeatMillis = Long.MAX_VALUE;
  private boolean inquired;
  private boolean confirm;

  RunBook(RunId run) {
    this.run = run;
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
    return true;
  }

  /** The starts of {@code orders} that are new; none if some before them are missing. */
  List<Assignment> fresh(RunOrders orders) {
    confirm |= !orders.starts().isEmpty();
    if (orders.previousFence() > lastFence) {
      return List.of();
    }
    var fresh = orders.starts().stream().filter(one -> one.fence() > lastFence).toList();
    if (!fresh.isEmpty()) {
      lastFence = fresh.getLast().fence();
    }
    return fresh;
  }

  /** What is to be reported now; counts as reported. */
  List<RunReport> due(WorkerId worker, Now now) {
    var repeat = now.elapsedMillis() >= repeatMillis;
    var told = new ArrayList<RunReport.Entry>();
    for (var entry : entries.values()) {
      if (inquired || entry.news || (repeat && entry.isOver())) {
        told.add(reported(entry));
        entry.news = false;
      }
    }
    if (told.isEmpty() && !inquired && !confirm) {
      return List.of();
    }
    var reports = parts(worker, told);
    inquired = false;
    confirm = false;
    repeatMillis =
        entries.values().stream().anyMatch(Entry::isOver)
            ? now.elapsedMillis() + REPEAT_MILLIS
            : Long.MAX_VALUE;
    return reports;
  }

  long nextDueMillis() {
    return repeatMillis;
  }

  private List<RunReport> parts(WorkerId worker, List<RunReport.Entry> told) {
    var complete = inquired && told.size() <= Limits.ITEMS_MAX;
    var reports = new ArrayList<RunReport>();
    for (var from = 0; from == 0 || from < told.size(); from += Limits.ITEMS_MAX) {
      var part = told.subList(from, Math.min(told.size(), from + Limits.ITEMS_MAX));
      reports.add(new RunReport(worker, run, epoch, lastFence, complete, part));
    }
    return reports;
  }

  private static RunReport.Entry reported(Entry entry) {
    var assignment = entry.assignment;
    return new RunReport.Entry(
        assignment.task(), assignment.attempt(), assignment.fence(), entry.stage);
  }

  /** Whether it says nothing that an old message could contradict. */
  boolean isForgettable(long heardBeforeMillis) {
    return entries.isEmpty() && lastHeardMillis <= heardBeforeMillis;
  }
}
