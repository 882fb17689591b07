package io.sampo.persistence.rocks.plugin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.dispatch.Futures;
import scala.concurrent.Future;

/** Java's futures as Scala's, which fail with the cause itself and not with a wrapping of it. */
final class Answers {

  private Answers() {}

  static <T> Future<T> of(CompletableFuture<T> future) {
    var promise = Futures.<T>promise();
    var _ =
        future.whenComplete((value, failure) -> {
          if (failure == null) {
            promise.success(value);
          } else {
            var wraps = failure instanceof CompletionException && failure.getCause() != null;
            promise.failure(wraps ? failure.getCause() : failure);
          }
        });
    return promise.future();
  }

  static Future<Void> done(CompletableFuture<?> future) {
    return of(future.thenAccept(_ -> {}));
  }
}
