package io.sampo.cli.session;

import io.sampo.cli.folder.RunPlace;
import io.sampo.cli.folder.Snapshot;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunEvent;
import io.sampo.run.state.Child;
import io.sampo.run.state.LiveRun;
import io.sampo.run.state.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a live run and of the runs that are the work of its tasks, as long as these go
 * on. Written by one thread, and read by others.
 */
final class RunFamily {

  /** Runs that are followed at the same time; others are read from the journal. */
  private static final int RUNS_MAX = 200;

  /**
   * One of them.
   *
   * @param above the tasks that lead to it, for people; empty for the run at the top
   */
  record Member(RunId run, Path folder, RunHistory history, String above) {}

  private final RunPlace place;
  private final Map<RunId, Member> members = new HashMap<>();

  RunFamily(RunPlace place, JobDefinition job) {
    this.place = place;
    var top = new Member(place.run(), place.folder(), new RunHistory(Plan.of(job)), "");
    members.put(top.run(), top);
  }

  /** The history of the run at the top. */
  synchronized RunHistory top() {
    return member(place.run()).history();
  }

  /** Takes the next event of a run that is known. */
  synchronized Member accept(RunId run, Journaled next) {
    var member = member(run);
    member.history().accept(next);
    if (next.event() instanceof RunEvent.RunEnded && !run.equals(place.run())) {
      members.remove(run);
    }
    return member;
  }

  /** The runs that are the work of a member's tasks, go on, and are not known yet. */
  synchronized List<Child> unknownBelow(Member member) {
    var live = member.history().live();
    if (live == null || live.children().isEmpty()) {
      return List.of();
    }
    var unknown = new ArrayList<>(live.children().values());
    unknown.removeIf(child -> members.containsKey(child.child()));
    var room = RUNS_MAX - members.size();
    return unknown.subList(0, Math.clamp(room, 0, unknown.size()));
  }

  /** Knows {@code child} from here on, which is the work of a task of {@code above}. */
  synchronized void add(Member above, Child child, JobDefinition job) {
    var run = child.child();
    var name = above.above() + above.history().name(child.task()) + " > ";
    var history = new RunHistory(Plan.of(job));
    members.put(run, new Member(run, place.data().run(run), history, name));
  }

  /** How a run stands, for other processes: nothing unless it is known, and has begun. */
  synchronized byte[] show(RunId run) {
    var member = members.get(run);
    return member == null || member.history().seq() == 0
        ? new byte[0]
        : Snapshot.bytes(member.history(), member.folder());
  }

  /** Slots that the runs hold, as far as they are known. */
  synchronized int held() {
    return members.values().stream()
        .map(member -> member.history().live())
        .filter(Objects::nonNull)
        .mapToInt(LiveRun::heldCount)
        .sum();
  }

  private Member member(RunId run) {
    @Nullable Member member = members.get(run);
    if (member == null) {
      throw new IllegalStateException("run %s is not known".formatted(run));
    }
    return member;
  }
}
