package io.sampo.campaign;

import io.sampo.campaign.blow.Armory;
import io.sampo.campaign.blow.Blow;
import io.sampo.campaign.check.Fault;
import io.sampo.campaign.check.file.HistoryFolder;
import io.sampo.campaign.client.Client;
import io.sampo.campaign.client.ClientLog;
import io.sampo.campaign.client.Harvest;
import io.sampo.campaign.client.Server;
import io.sampo.campaign.cluster.Cluster;
import io.sampo.campaign.report.Struck;
import io.sampo.campaign.work.Dice;
import io.sampo.campaign.work.RandomJob;
import io.sampo.campaign.work.TaskScript;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs jobs on a cluster that is broken again and again, and leaves behind what there was to see.
 */
final class Campaign {

  /** How long runs may take to end once nothing is broken any more. */
  static final long ENDING_MILLIS = 60_000;

  private static final long STOPPING_MILLIS = 1_000;
  private static final long READY_MILLIS_MAX = 90_000;
  private static final int LIVE_MAX = 40;
  private static final long LOOK_EVERY_MILLIS = 100;

  private final Plan plan;
  private final Cluster cluster;
  private final Server server;
  private final Client client;
  private final ClientLog log;
  private final Dice dice;
  private final Armory armory;
  private final List<Struck> struck = new ArrayList<>();
  private final long begin = System.nanoTime();
  private int submitted;

  private Campaign(Plan plan, Site site, Server server, Client client, ClientLog log) {
    this.plan = plan;
    this.cluster = site.cluster();
    this.server = server;
    this.client = client;
    this.log = log;
    this.dice = Dice.of(plan.seed());
    this.armory = new Armory(cluster, dice.split(), site.partitions());
  }

  /**
   * What a campaign came to, beside its files.
   *
   * @param complaints answers that no client should get
   * @param readyMillis how long the cluster took to be ready at first
   */
  record Outcome(List<Struck> struck, List<String> complaints, long readyMillis) {}

  /** Carries out a campaign. */
  static Outcome run(Plan plan) throws IOException, InterruptedException {
    var folder = new HistoryFolder(plan.folder());
    var program = TaskScript.in(plan.folder(), folder.effects());
    var site = Site.of(plan);
    try (var cluster = site.cluster();
        var server = cluster.server();
        var log = ClientLog.create(folder.client())) {
      var client = new Client(server, log, program);
      var campaign = new Campaign(plan, site, server, client, log);
      campaign.strike();
      campaign.calm(new Leftovers(program.effects()));
      new Harvest(server).write(folder.runs(), folder.root().resolve("events.jsonl"));
      return new Outcome(campaign.struck, List.copyOf(client.complaints()), cluster.readyMillis());
    }
  }

  private void strike() throws IOException, InterruptedException {
    for (var turn = 1; turn <= plan.kills() && !isTimeUp(); turn++) {
      submitUpTo(plan.runs() * (2 * turn - 1) / (2 * plan.kills()));
      pause(200, 3_000);
      var blow = armory.draw();
      System.out.printf("%d/%d  %s  %s%n", turn, plan.kills(), blow.name(), blow.target());
      struck.add(strike(blow, plan.runs() * turn / plan.kills()));
      while (client.live() > LIVE_MAX && !isTimeUp()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
      }
    }
  }

  private Struck strike(Blow blow, int submitted) throws IOException, InterruptedException {
    var from = System.currentTimeMillis();
    blow.strike();
    submitUpTo(submitted);
    TimeUnit.MILLISECONDS.sleep(blow.holdMillis());
    blow.mend();
    var to = System.currentTimeMillis();
    var fault = new Fault(blow.kind(), blow.name(), blow.target(), from, to);
    tell(fault);
    var ready = dice.oneIn(4) ? -1 : cluster.awaitReady(server, READY_MILLIS_MAX);
    return new Struck(fault, ready);
  }

  private void tell(Fault fault) {
    var line = ClientLog.line("fault").put("kind", fault.kind()).put("name", fault.name());
    line.put("node", fault.node()).put("from", fault.fromMillis()).put("to", fault.toMillis());
    log.tell(line);
  }

  private void submitUpTo(int count) {
    for (; submitted < count; submitted++) {
      client.submit(RandomJob.draw(dice.split(), plan.seed(), submitted), dice.split());
    }
  }

  /** Waits until every run has ended, and for as long again as that may take at most. */
  private void calm(Leftovers leftovers) throws InterruptedException {
    var line = ClientLog.line("calm").put("ending", ENDING_MILLIS);
    log.tell(line.put("stopping", STOPPING_MILLIS));
    var last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * ENDING_MILLIS);
    while (client.live() > 0 && System.nanoTime() < last) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    client.giveUp();
    while (client.live() > 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
    }
    leftovers.tell(log);
  }

  private void pause(int low, int high) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(dice.between(low, high));
  }

  private boolean isTimeUp() {
    return System.nanoTime() - begin > plan.time().toNanos();
  }
}
