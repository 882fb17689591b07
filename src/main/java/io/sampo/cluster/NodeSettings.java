package io.sampo.cluster;

import com.typesafe.config.Config;
import io.sampo.coordinator.CoordinatorTools.Ids;
import io.sampo.model.Check;
import java.time.Duration;

/**
 * What an embedded node is like.
 *
 * @param config everything that Pekko and the journal read
 * @param workers how many workers there are; at least 1
 * @param slots attempts that one worker runs at the same time; at least 1
 * @param grace from the wish that an attempt ends to the kill
 * @param logBytesMax what the log of one attempt keeps
 * @param ids where runs of other jobs, and their tasks, get their ids from
 */
public record NodeSettings(
    Config config, int workers, int slots, Duration grace, long logBytesMax, Ids ids) {

  public NodeSettings {
    Check.range("workers", workers, 1, 1_000);
    Check.range("slots", slots, 1, 100_000);
  }
}
