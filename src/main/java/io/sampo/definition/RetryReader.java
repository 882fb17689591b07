package io.sampo.definition;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.model.Limits;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RetryPolicy.BackOff;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happens when a task fails. A {@code retry} block that gives any part of a back-off
 * gets the rest as it is mostly wanted: a second at first, twice as long each time, an hour at
 * most, and nothing left to chance.
 */
final class RetryReader {

  private static final long INITIAL_MILLIS = 1_000;
  private static final double FACTOR = 2;
  private static final double FACTOR_MAX = 1_000;
  private static final long MAX_MILLIS = 60 * 60 * 1_000;

  /** The fields of a task that say when it is tried again. */
  static final Set<String> FIELDS =
      Set.of("max_retries", "min_retry_interval_millis", "retry_on_timeout", "retry");

  private RetryReader() {}

  /** The policy of the task that has {@code fields}; faults are read as absent. */
  static RetryPolicy read(Fields fields) {
    var maxRetries = fields.whole("max_retries", RetryPolicy.FOREVER, Integer.MAX_VALUE, 0);
    var interval = fields.whole("min_retry_interval_millis", 0, Limits.WAIT_MILLIS_MAX, 0);
    var onTimeout = fields.flag("retry_on_timeout");
    var retry = fields.fields("retry");
    if (retry == null) {
      return new RetryPolicy(
          (int) maxRetries, interval, onTimeout, null, Set.of(), Set.of(), RetryPolicy.MAX_LOST);
    }
    var backOff = backOff(retry);
    var exitCodes = exitCodes(retry);
    var exceptions = exceptions(retry);
    var maxLost = retry.whole("max_lost", 0, Integer.MAX_VALUE, RetryPolicy.MAX_LOST);
    retry.end();
    return new RetryPolicy(
        (int) maxRetries, interval, onTimeout, backOff, exitCodes, exceptions, (int) maxLost);
  }

  private static @Nullable BackOff backOff(Fields retry) {
    var initial = retry.value("initial_millis");
    var max = retry.value("max_millis");
    var isGiven =
        initial != null
            || max != null
            || retry.value("factor") != null
            || retry.value("jitter") != null;
    var maxMillis = millis(max, MAX_MILLIS);
    var initialMillis = millis(initial, Math.min(INITIAL_MILLIS, maxMillis));
    var factor = retry.number("factor", 1, FACTOR_MAX, FACTOR);
    var jitter = retry.number("jitter", 0, 1, 0);
    if (max == null) {
      maxMillis = Math.max(initialMillis, MAX_MILLIS);
    } else if (maxMillis < initialMillis) {
      max.fault(
          "%d (expected: at least initial_millis, which is %d)"
              .formatted(maxMillis, initialMillis));
      maxMillis = initialMillis;
    }
    return isGiven ? new BackOff(initialMillis, factor, maxMillis, jitter) : null;
  }

  private static long millis(@Nullable Value value, long otherwise) {
    var millis = value == null ? null : value.whole(0, Limits.WAIT_MILLIS_MAX);
    return millis == null ? otherwise : millis;
  }

  private static Set<Integer> exitCodes(Fields retry) {
    var codes = new HashSet<Integer>();
    for (var item : retry.items("no_retry_exit_codes")) {
      var code = item.whole(0, 255);
      if (code != null) {
        codes.add(code.intValue());
      }
    }
    return codes;
  }

  private static Set<String> exceptions(Fields retry) {
    var names = new HashSet<String>();
    for (var item : retry.items("no_retry_exceptions")) {
      var name = item.literal();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }
}
