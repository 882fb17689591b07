package io.sampo.simulation.world;

import io.sampo.run.RunEvent;
import io.sampo.run.state.RunSnapshot;
import io.sampo.simulation.world.Agenda.Life;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The journal of one run: refuses whoever does not know its last event, unless it is flawed. */
public final class Disk {

  /** How a write ended. */
  public enum Written {
    DONE,
    /** Nothing was written. */
    FAILED,
    /** Nothing was written: somebody else has written since. */
    CONFLICT
  }

  /** A snapshot, and how many events it is of. */
  public record Kept(int events, RunSnapshot snapshot) {}

  private final Agenda agenda;
  private final SplittableRandom random;
  private final double failure;
  private final boolean fenced;
  private final Consumer<List<RunEvent>> witness;
  private final List<RunEvent> events = new ArrayList<>();
  private @Nullable Kept kept;
  private boolean calm;

  public Disk(
      Agenda agenda,
      SplittableRandom random,
      double failure,
      boolean fenced,
      Consumer<List<RunEvent>> witness) {
    this.agenda = agenda;
    this.random = random;
    this.failure = failure;
    this.fenced = fenced;
    this.witness = witness;
  }

  public List<RunEvent> read() {
    return List.copyOf(events);
  }

  /** The latest snapshot; null if there is none. */
  public @Nullable Kept kept() {
    return kept;
  }

  /** Keeps where the run stands after its first {@code events}. */
  public void keep(int events, RunSnapshot snapshot) {
    kept = new Kept(events, snapshot);
  }

  /** Writes after the event number {@code after}; tells {@code life} how it went, if it lives. */
  public void write(long after, List<RunEvent> batch, Life life, Consumer<Written> done) {
    agenda.in(
        1 + random.nextInt(4),
        agenda.world,
        () -> {
          var written = write(after, batch);
          agenda.in(random.nextInt(3), life, () -> done.accept(written));
        });
  }

  public void calm() {
    calm = true;
  }

  private Written write(long after, List<RunEvent> batch) {
    if (fenced && after != events.size()) {
      return Written.CONFLICT;
    }
    if (!calm && random.nextDouble() < failure) {
      return Written.FAILED;
    }
    events.addAll(batch);
    witness.accept(batch);
    return Written.DONE;
  }
}
