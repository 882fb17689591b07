package io.sampo.persistence.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sampo.persistence.StoreException;
import io.sampo.persistence.StoreException.Reason;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Says what a journal folder refused to do, and why. */
final class Refusals {

  private Refusals() {}

  static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ThrowingCallable action, Reason reason) {
    var thrown = catchThrowable(action);
    var cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(cause)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    return assertThat(cause);
  }
}
