package io.sampo.api.runs;

import io.sampo.api.http.Call;
import io.sampo.model.RunId;
import io.sampo.persistence.RunJournal;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import io.sampo.projection.RunSummary;
import io.sampo.run.RunEvent;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs from the journal. What it knows of a run it keeps, and reads only what came since.
 * Blocks; safe for use by many threads.
 */
public final class RunReader {

  /** Runs whose summaries are kept, each about 300 bytes. */
  private static final int KEPT_MAX = 10_000;

  /** Runs that one page may look at, however few of them belong into it. */
  private static final int LOOKED_AT_MAX = 1_000;

  private final RunJournal journal;
  private final Plan.Source plans;
  private final Map<RunId, RunSummary> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, RunSummary> eldest) {
          return size() > KEPT_MAX;
        }
      };

  /** Reads runs in {@code journal} whose plans come from {@code plans}. */
  public RunReader(RunJournal journal, Plan.Source plans) {
    this.journal = journal;
    this.plans = plans;
  }

  /**
   * Some runs, newest first.
   *
   * @param next the run that the next page begins below; null if this one is the last
   */
  public record Page(List<RunSummary> runs, @Nullable RunId next) {

    public Page {
      runs = List.copyOf(runs);
    }
  }

  /** How a run stands; empty if there is none. */
  public Optional<RunSummary> summary(RunId run) {
    var known = kept(run);
    var latest = new RunSummary[] {known};
    journal.read(
        run,
        known == null ? 1 : known.seq() + 1,
        (seq, event) ->
            latest[0] =
                latest[0] == null
                    ? RunSummary.of(submitted(event))
                    : latest[0].after(new Journaled(seq, event)));
    @Nullable RunSummary summary = latest[0];
    if (summary != null && (known == null || summary.seq() > known.seq())) {
      keep(summary);
    }
    return Optional.ofNullable(summary);
  }

  /**
   * The newest runs that {@code wanted} holds for.
   *
   * @param below begin with the newest run whose id is smaller
   * @param limit at least 1
   */
  public Page page(@Nullable RunId below, int limit, Predicate<RunSummary> wanted) {
    var ids =
        journal.runs().stream()
            .filter(run -> below == null || run.compareTo(below) < 0)
            .sorted(Comparator.reverseOrder())
            .toList();
    var found = new ArrayList<RunSummary>();
    for (var place = 0; place < ids.size(); place++) {
      if (found.size() == limit || place == LOOKED_AT_MAX) {
        return new Page(found, ids.get(place - 1));
      }
      summary(ids.get(place)).filter(wanted).ifPresent(found::add);
    }
    return new Page(found, null);
  }

  /**
   * Everything about a run.
   *
   * @param upTo the last event that counts
   * @throws io.sampo.api.http.Refused if there is no such run
   */
  public RunHistory history(RunId run, long upTo) {
    var history = new RunHistory[1];
    journal.read(
        run,
        1,
        upTo,
        (seq, event) -> {
          if (history[0] == null) {
            history[0] = empty(event);
          }
          history[0].accept(new Journaled(seq, event));
        });
    @Nullable RunHistory found = history[0];
    if (found == null) {
      throw Call.noRun(run);
    }
    return found;
  }

  /** The events of a run from the number {@code from} to the number {@code to}. */
  List<Journaled> events(RunId run, long from, long to) {
    var events = new ArrayList<Journaled>();
    journal.read(run, from, to, (seq, event) -> events.add(new Journaled(seq, event)));
    return events;
  }

  /** The history of a run before its first event, which is {@code first}. */
  RunHistory empty(RunEvent first) {
    return new RunHistory(plans.plan(submitted(first).submission().definition()));
  }

  private static RunEvent.RunSubmitted submitted(RunEvent first) {
    if (first instanceof RunEvent.RunSubmitted submitted) {
      return submitted;
    }
    throw new IllegalStateException(
        "a run begins with %s (expected: RunSubmitted)".formatted(first));
  }

  private @Nullable RunSummary kept(RunId run) {
    synchronized (kept) {
      return kept.get(run);
    }
  }

  /** Of two threads that have read on, the one that has read further wins. */
  private void keep(RunSummary summary) {
    synchronized (kept) {
      kept.merge(summary.run(), summary, (a, b) -> a.seq() > b.seq() ? a : b);
    }
  }
}
