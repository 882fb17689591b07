package io.sampo.campaign;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a campaign is to be.
 *
 * @param seed of all chance in it
 * @param isNetworked whether each node has an address of its own, and links break
 * @param kills how many blows there are, unless time is up before
 * @param runs how many jobs are submitted
 * @param time after which no more blows begin
 * @param settings of all nodes, beside the defaults
 * @param folder that it leaves behind
 */
record Plan(
    long seed,
    boolean isNetworked,
    int coordinators,
    int workers,
    int kills,
    int runs,
    Duration time,
    String settings,
    Path folder) {

  /** As the system properties {@code sampo.campaign.*} want it. */
  static Plan wanted(String name, int coordinators, int part) {
    var seed = Long.getLong("sampo.campaign.seed", System.nanoTime() % 1_000_000);
    var kills = Integer.getInteger("sampo.campaign.kills", 16);
    var runs = Integer.getInteger("sampo.campaign.runs", 2 * kills);
    var minutes = Integer.getInteger("sampo.campaign.minutes", 4);
    return new Plan(
        seed,
        name.equals("apart"),
        coordinators,
        Integer.getInteger("sampo.campaign.workers", 2),
        Math.max(1, kills / part),
        Math.max(2, runs / part),
        Duration.ofMinutes(minutes).dividedBy(part),
        System.getProperty("sampo.campaign.settings", ""),
        Path.of("target", "campaign", name + "-" + seed).toAbsolutePath());
  }
}
