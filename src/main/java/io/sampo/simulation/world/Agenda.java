package io.sampo.simulation.world;

import io.sampo.model.Now;
import java.util.PriorityQueue;

/** Virtual time, and what is to happen in it. One thing happens at a time. */
public final class Agenda {

  /** One process from its start to its end. What is due while it is paused happens afterwards. */
  public static final class Life {
    private final long bornMillis;
    private final long wallMillis;
    private boolean dead;
    private long pausedUntilMillis;

    private Life(long bornMillis, long wallMillis) {
      this.bornMillis = bornMillis;
      this.wallMillis = wallMillis;
    }

    public boolean isDead() {
      return dead;
    }

    public void end() {
      dead = true;
    }

    public void pauseUntil(long millis) {
      pausedUntilMillis = Math.max(pausedUntilMillis, millis);
    }
  }

  private record Due(long atMillis, long order, Life life, Runnable action)
      implements Comparable<Due> {

    @Override
    public int compareTo(Due other) {
      return atMillis == other.atMillis
          ? Long.compare(order, other.order)
          : Long.compare(atMillis, other.atMillis);
    }
  }

  /** What belongs to no process: the network, the disk, the processes of tasks. */
  public final Life world = new Life(0, 0);

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long nowMillis;
  private long orders;

  public long nowMillis() {
    return nowMillis;
  }

  /** A new process, whose wall clock is {@code skewMillis} off. */
  public Life birth(long skewMillis) {
    return new Life(nowMillis, skewMillis + 1_000_000_000L);
  }

  /** The time as {@code life} reads it: its elapsed clock begins at its birth. */
  public Now now(Life life) {
    return new Now(life.wallMillis + nowMillis, nowMillis - life.bornMillis);
  }

  /** Has {@code action} happen in {@code life} after {@code millis}, unless it is dead by then. */
  public void in(long millis, Life life, Runnable action) {
    due.add(new Due(nowMillis + Math.max(0, millis), orders++, life, action));
  }

  /** Lets the next thing happen; false if nothing is due any more. */
  public boolean step() {
    var next = due.poll();
    if (next == null) {
      return false;
    }
    nowMillis = next.atMillis();
    var life = next.life();
    if (life.pausedUntilMillis > nowMillis) {
      due.add(new Due(life.pausedUntilMillis, next.order(), life, next.action()));
    } else if (!life.dead) {
      next.action().run();
    }
    return true;
  }
}
