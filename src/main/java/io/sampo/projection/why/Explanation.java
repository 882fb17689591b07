package io.sampo.projection.why;

/** The way from a task to the root cause, step by step. */
final class Explanation {

  private final Telling telling;
  private final Unfinished unfinished;
  private final LeftOut leftOut;
  private final AtRest atRest;

  Explanation(Telling telling) {
    this.telling = telling;
    unfinished = new Unfinished(telling);
    leftOut = new LeftOut(telling);
    atRest = new AtRest(telling);
  }

  /** Tells all there is to tell. Each step leads up the graph or into a loop, so it ends. */
  void of(int task) {
    var next = task;
    while (next != Telling.END) {
      next = step(next);
    }
  }

  private int step(int task) {
    var mark = telling.incidents.mark(task);
    var status = telling.run.status(task);
    if (mark != null && mark.status() == status) {
      return telling.end(
          task, new Reason.MarkedByHand(status, mark.by(), mark.why(), mark.atMillis()));
    }
    return switch (status) {
      case BLOCKED -> unfinished.blocked(task);
      case READY -> unfinished.ready(task);
      case ASSIGNED -> unfinished.assigned(task);
      case RUNNING -> unfinished.running(task);
      case BACKING_OFF -> unfinished.backingOff(task);
      case SUCCESS -> atRest.succeeded(task);
      case FAILED -> atRest.failed(task);
      case TIMEDOUT -> atRest.timedOut(task);
      case CANCELED -> atRest.canceled(task);
      case UPSTREAM_FAILED -> leftOut.upstreamFailed(task);
      case UPSTREAM_CANCELED -> leftOut.upstreamCanceled(task);
      case EXCLUDED -> leftOut.excluded(task);
      case DISABLED -> leftOut.disabled(task);
    };
  }
}
