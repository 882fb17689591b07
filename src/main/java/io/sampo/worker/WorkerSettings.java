package io.sampo.worker;

import io.sampo.message.WorkerStatus.Place;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.WorkerId;
import java.time.Duration;

/**
 * How a worker works.
 *
 * @param place the pool that it is in, and what it carries
 * @param slots attempts at the same time; at least 1
 * @param ahead attempts that may wait here for a slot; at least 0
 * @param unsettledMax ended attempts kept until the coordinator has them; at least 1
 * @param grace from the request to end to the kill
 * @param lease how long it goes on without a coordinator
 */
public record WorkerSettings(
    WorkerId worker,
    Place place,
    int slots,
    int ahead,
    int unsettledMax,
    Duration grace,
    Duration lease) {

  public WorkerSettings {
    Check.range("slots", slots, 1, Limits.SLOTS_MAX);
    Check.range("ahead", ahead, 0, Limits.SLOTS_MAX);
    Check.range("unsettled", unsettledMax, 1, 1_000_000);
    Check.that(!grace.isNegative(), "grace", grace, "at least 0");
    Check.that(lease.isPositive(), "lease", lease, "more than 0");
  }
}
