package io.sampo.simulation;

import io.sampo.model.RunId;
import io.sampo.run.Refusal;
import io.sampo.run.RunCommand;
import io.sampo.simulation.story.Intent;
import io.sampo.simulation.story.Scenario;
import java.util.Optional;
import java.util.SplittableRandom;

/** Who asks for a run, and perhaps for more: everything again and again until answered. */
final class Client {

  private static final long PATIENCE_MILLIS = 700;

  private final Cluster cluster;
  private final Scenario scenario;
  private int sent;
  private boolean accepted;
  private int open;

  Client(Cluster cluster, Scenario scenario) {
    this.cluster = cluster;
    this.scenario = scenario;
    cluster.expect(scenario);
    cluster.agenda.in(scenario.submitAtMillis(), cluster.agenda.world, this::submit);
    for (var intent : scenario.intents()) {
      open++;
      cluster.agenda.in(
          scenario.submitAtMillis() + intent.atMillis(),
          cluster.agenda.world,
          () -> pursue(intent));
    }
  }

  /** Whether nothing more will come from here, and its run is over. */
  boolean isDone() {
    return accepted && open == 0 && cluster.witness.isEnded(scenario.run());
  }

  private void submit() {
    if (accepted) {
      return;
    }
    var asked = asked();
    sent++;
    var command = new RunCommand.Submit(asked.run(), asked.submission());
    cluster.toRun("client", asked.run(), run -> run.receive(command, _ -> accept(asked.run())));
    cluster.agenda.in(PATIENCE_MILLIS, cluster.agenda.world, this::submit);
  }

  private Scenario asked() {
    if (sent == 0 || !cluster.has(Flaw.DOUBLE_SUBMIT)) {
      return scenario;
    }
    var again = scenario.as(new RunId(scenario.run().value() + 1_000L * sent));
    cluster.expect(again);
    return again;
  }

  private void accept(RunId run) {
    accepted = true;
    cluster.witness.accepted(scenario.run().value(), run);
  }

  private void pursue(Intent intent) {
    var early = intent.afterEnd() && !cluster.witness.isEnded(scenario.run());
    if (early || (!accepted && intent.kind() != Intent.Kind.STOP)) {
      cluster.agenda.in(PATIENCE_MILLIS, cluster.agenda.world, () -> pursue(intent));
      return;
    }
    var random = new SplittableRandom(intent.seed());
    var run = intent.ofChild() ? below(scenario.run(), random) : scenario.run();
    new Pursuit(run, new Wishes(cluster, random).of(intent.kind(), run)).send();
  }

  /** Some run below, if there is one. */
  private RunId below(RunId run, SplittableRandom random) {
    var children = cluster.witness.children(run);
    if (children.isEmpty()) {
      return run;
    }
    var child = children.get(random.nextInt(children.size()));
    return random.nextBoolean() ? child : below(child, random);
  }

  /** One wish until it is answered. */
  private final class Pursuit {
    private final RunId run;
    private final RunCommand.Wish wish;
    private boolean answered;

    Pursuit(RunId run, RunCommand.Wish wish) {
      this.run = run;
      this.wish = wish;
      cluster.witness.wish(run, wish);
    }

    void send() {
      if (answered) {
        return;
      }
      var times = cluster.random.nextInt(3) == 0 ? 2 : 1;
      for (var time = 0; time < times; time++) {
        cluster.toRun("client", run, life -> life.receive(wish, this::answer));
      }
      cluster.agenda.in(PATIENCE_MILLIS, cluster.agenda.world, this::send);
    }

    private void answer(Optional<Refusal> refusal) {
      if (refusal.isEmpty()) {
        cluster.witness.granted(run, wish);
      }
      if (!answered) {
        answered = true;
        open--;
      }
    }
  }
}
