package io.sampo.cli.session;

import io.sampo.cli.folder.LiveAnswer;
import io.sampo.cli.folder.LivePool;
import io.sampo.cli.folder.LiveRequest;
import io.sampo.cluster.EmbeddedRun;
import io.sampo.config.Workers;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import java.util.function.BooleanSupplier;

/** What the process that carries a run out replies to others. */
record LiveReplies(RunFamily family, EmbeddedRun node, Workers workers, BooleanSupplier isHolding) {

  /** The reply to a line that came through the run's socket. */
  byte[] to(String line) {
    return switch (LiveRequest.of(line)) {
      case null -> LiveAnswer.refused("MALFORMED_REQUEST", "'%s' is no request".formatted(line));
      case LiveRequest.Show(var run) -> family.show(run);
      case LiveRequest.ShowPool _ -> pool().answer();
      case LiveRequest.Grant(var wish) -> grant(wish);
    };
  }

  private LivePool pool() {
    var slots = workers.count() * workers.slots();
    return new LivePool(
        workers.count(), Math.max(0, slots - family.held()), isHolding.getAsBoolean());
  }

  private byte[] grant(RunCommand.Wish wish) {
    try {
      return switch (node.ask(wish).toCompletableFuture().join()) {
        case Answer.Accepted _ -> LiveAnswer.granted();
        case Answer.Declined(var errorCode, var reason) -> LiveAnswer.refused(errorCode, reason);
      };
    } catch (RuntimeException e) {
      return LiveAnswer.refused("INTERNAL_ERROR", String.valueOf(e.getMessage()));
    }
  }
}
