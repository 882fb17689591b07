package io.sampo.model;

/**
 * Two readings of time, taken together and handed to every machine.
 *
 * @param wallMillis milliseconds since the epoch, for people and calendars; may jump
 * @param elapsedMillis milliseconds on a clock that never jumps, whose zero means nothing and
 *     differs between processes; every wait is measured on it
 */
public record Now(long wallMillis, long elapsedMillis) {

  /**
   * What is left of a wait that was recorded at {@code recordedWallMillis} by a process that has
   * since died: only the wall clock spans both lives, so it may have jumped; the result is kept
   * within {@code [0, waitMillis]}.
   */
  public long rest(long waitMillis, long recordedWallMillis) {
    var passed = wallMillis - recordedWallMillis;
    return Math.clamp(waitMillis - passed, 0L, waitMillis);
  }
}
