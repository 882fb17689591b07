package io.sampo.api.http;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;

/**
 * Reads bodies that are small enough to be held in memory.
 *
 * @param bytesMax the largest
 */
public record Bodies(long bytesMax, ClassicActorSystemProvider system) {

  /** A body that takes longer is sent by somebody who does not mean to end it. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The bytes of a request's body; fails if they are too many, or do not come. */
  public CompletionStage<byte[]> read(Call call) {
    var entity =
        call.request()
            .entity()
            .withSizeLimit(bytesMax)
            .toStrict(PATIENCE.toMillis(), Long.MAX_VALUE, system);
    return Blocking.here(entity).thenApply(strict -> strict.getData().toArray());
  }
}
