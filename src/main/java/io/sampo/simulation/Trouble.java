package io.sampo.simulation;

import java.util.SplittableRandom;

/** Spreads the faults of a seed over its time of trouble. */
final class Trouble {

  /** How long it lasts; afterwards everything is mended and must come to an end. */
  static final int MILLIS = 12_000;

  /**
   * Which faults a seed has and how often. Each seed leaves a random part of them out, since faults
   * that always come together hide each other.
   *
   * @param loss probability that a letter is lost
   * @param doubling probability that a letter arrives twice
   * @param lateness probability that a letter is up to three seconds late
   * @param crashes of a coordinator node or worker, over the time of trouble
   * @param pauses likewise
   * @param partitions likewise
   * @param usurpers second coordinators that are started while the first lives
   * @param writeFailure probability that a write to the journal fails
   */
  record Weather(
      double loss,
      double doubling,
      double lateness,
      int crashes,
      int pauses,
      int partitions,
      int usurpers,
      double writeFailure) {

    /** The weather of a seed. */
    static Weather of(SplittableRandom random) {
      return new Weather(
          random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.3,
          random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
          random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
          random.nextBoolean() ? random.nextInt(5) : 0,
          random.nextBoolean() ? random.nextInt(4) : 0,
          random.nextBoolean() ? random.nextInt(3) : 0,
          random.nextBoolean() ? random.nextInt(3) : 0,
          random.nextInt(3) == 0 ? random.nextDouble() * 0.1 : 0);
    }
  }

  private final Cluster cluster;
  private final SplittableRandom random;

  Trouble(Cluster cluster, SplittableRandom random) {
    this.cluster = cluster;
    this.random = random;
  }

  void schedule(Weather weather) {
    many(weather.crashes(), this::crash);
    many(weather.pauses(), this::pause);
    many(weather.partitions(), this::partition);
    many(weather.usurpers(), this::usurp);
    many(1, this::stray);
  }

  private void many(int count, Runnable fault) {
    for (var one = 0; one < count; one++) {
      cluster.agenda.in(random.nextInt(MILLIS), cluster.agenda.world, fault);
    }
  }

  private void crash() {
    var down = 50 + random.nextInt(4_000);
    var fleet = cluster.foundry.nodes();
    if (!fleet.isEmpty() && random.nextInt(3) == 0) {
      fleet.get(random.nextInt(fleet.size())).end();
    } else if (random.nextBoolean()) {
      var node = cluster.allNodes().get(random.nextInt(cluster.allNodes().size()));
      node.crash();
      cluster.agenda.in(down, cluster.agenda.world, () -> restart(node));
    } else {
      var worker = cluster.workers().get(random.nextInt(cluster.workers().size()));
      worker.crash();
      cluster.agenda.in(down, cluster.agenda.world, worker::restart);
    }
  }

  /** At times whoever comes back is out of everybody's reach. */
  private void restart(CoordinatorNode node) {
    node.restart();
    if (random.nextBoolean()) {
      cluster.workers().forEach(worker -> cut(node.host(), worker.name(), false));
      mendLater();
    }
  }

  private void pause() {
    var millis = 100 + random.nextInt(6_000);
    if (random.nextBoolean()) {
      cluster.allNodes().get(random.nextInt(cluster.allNodes().size())).pause(millis);
    } else {
      cluster.workers().get(random.nextInt(cluster.workers().size())).pause(millis);
    }
  }

  private void partition() {
    var oneWay = random.nextBoolean();
    for (var node : cluster.allNodes()) {
      for (var worker : cluster.workers()) {
        if (random.nextBoolean()) {
          cut(node.host(), worker.name(), oneWay);
        }
      }
      for (var other : cluster.allNodes()) {
        if (node != other && random.nextInt(3) == 0) {
          cut(node.host(), other.host(), oneWay);
        }
      }
    }
    mendLater();
  }

  private void mendLater() {
    cluster.agenda.in(200 + random.nextInt(4_000), cluster.agenda.world, cluster.post::mend);
  }

  private void cut(String one, String other, boolean oneWay) {
    cluster.post.cut(one, other);
    if (!oneWay) {
      cluster.post.cut(other, one);
    }
  }

  private void usurp() {
    cluster.usurp(random);
  }

  private void stray() {
    cluster.stray(random);
  }
}
