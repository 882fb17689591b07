package io.sampo.simulation.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.dag.CriticalPath;
import io.sampo.model.RunResult;
import io.sampo.model.TaskStatus;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What must hold of every rehearsal in which nothing fails. */
final class Rehearsals {

  private Rehearsals() {}

  static void check(Piece piece, Crew crew) {
    var rehearsed = piece.rehearse(crew);
    var path = CriticalPath.of(piece.plan().graph(), piece.millis()).length();

    assertThat(rehearsed.result()).isEqualTo(RunResult.SUCCESS);
    assertThat(rehearsed.pathMillis()).isEqualTo(path);
    assertThat(rehearsed.workMillis()).isEqualTo(piece.work());
    assertThat(rehearsed.bound().millis())
        .isBetween(
            Math.max(path, Math.ceilDiv(piece.work(), crew.slots())), rehearsed.makespanMillis());
    if (crew.slots() >= piece.plan().size()) {
      assertThat(rehearsed.makespanMillis()).isEqualTo(path);
      assertThat(rehearsed.queuedMillis()).isZero();
    }
    if (crew.slots() == 1) {
      assertThat(rehearsed.makespanMillis()).isEqualTo(piece.work());
    }
    checkOrder(piece, rehearsed);
    checkSlots(rehearsed, crew);
    assertThat(rows(piece.rehearse(crew))).isEqualTo(rows(rehearsed));
  }

  static List<Rehearsed.Row> rows(Rehearsed rehearsed) {
    return IntStream.range(0, rehearsed.size()).mapToObj(rehearsed::row).toList();
  }

  private static void checkOrder(Piece piece, Rehearsed rehearsed) {
    var millis = piece.millis();
    var ends = rows(rehearsed).stream().mapToLong(Rehearsed.Row::end).toArray();
    for (var task = 0; task < rehearsed.size(); task++) {
      var row = rehearsed.row(task);
      var ready = new long[1];
      piece.plan().graph().forEachAbove(task, above -> ready[0] = Math.max(ready[0], ends[above]));
      assertThat(row.status()).isEqualTo(TaskStatus.SUCCESS);
      assertThat(row.attempts()).isOne();
      assertThat(row.ready()).isEqualTo(ready[0]);
      assertThat(row.start()).isEqualTo(row.ready() + row.queued());
      assertThat(row.end()).isEqualTo(row.start() + millis[task]);
      assertThat(row.span()).isEqualTo(row.worked()).isEqualTo(millis[task]);
      assertThat(row.slack()).isNotNegative();
    }
  }

  /** Never more at work than there are slots. */
  private static void checkSlots(Rehearsed rehearsed, Crew crew) {
    var changes = new TreeMap<Long, Integer>();
    for (var row : rows(rehearsed)) {
      changes.merge(row.start(), 1, Integer::sum);
      changes.merge(row.end(), -1, Integer::sum);
    }
    var busy = 0;
    for (var change : changes.values()) {
      busy += change;
      assertThat(busy).isBetween(0, crew.slots());
    }
  }
}
