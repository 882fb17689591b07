package io.sampo.simulation;

import io.sampo.model.RunId;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;

/** Who asks for a run, and perhaps twice for its end, again and again until answered. */
final class Client {

  private static final long PATIENCE_MILLIS = 700;

  private final Cluster cluster;
  private final Scenario scenario;
  private int sent;
  private boolean accepted;
  private boolean canceled;

  Client(Cluster cluster, Scenario scenario) {
    this.cluster = cluster;
    this.scenario = scenario;
    cluster.expect(scenario);
    cluster.agenda.in(scenario.submitAtMillis(), cluster.agenda.world, this::submit);
    if (scenario.cancelAtMillis() >= 0) {
      cluster.agenda.in(
          scenario.submitAtMillis() + scenario.cancelAtMillis(),
          cluster.agenda.world,
          this::cancel);
    }
  }

  /** Whether nothing more will come from here, and its run is over. */
  boolean isDone() {
    return accepted && cluster.witness.isEnded(scenario.run());
  }

  private void submit() {
    if (accepted) {
      return;
    }
    var asked = asked();
    sent++;
    var command = new RunCommand.Submit(asked.run(), asked.plan().job().name(), asked.submission());
    cluster.toRun("client", asked.run(), run -> run.receive(command, () -> accept(asked.run())));
    cluster.agenda.in(PATIENCE_MILLIS, cluster.agenda.world, this::submit);
  }

  private Scenario asked() {
    if (sent == 0 || !cluster.has(Flaw.DOUBLE_SUBMIT)) {
      return scenario;
    }
    var again =
        new Scenario(
            new RunId(scenario.run().value() + 1_000L * sent),
            scenario.plan(),
            scenario.scriptSeed(),
            0,
            -1);
    cluster.expect(again);
    return again;
  }

  private void accept(RunId run) {
    accepted = true;
    cluster.witness.accepted(scenario.run().value(), run);
  }

  private void cancel() {
    if (canceled || cluster.witness.isEnded(scenario.run())) {
      return;
    }
    var times = cluster.random.nextInt(3) == 0 ? 2 : 1;
    for (var time = 0; time < times; time++) {
      var command = new RunCommand.Stop(StopReason.CANCELED, "client");
      cluster.toRun("client", scenario.run(), run -> run.receive(command, () -> canceled = true));
    }
    cluster.agenda.in(PATIENCE_MILLIS, cluster.agenda.world, this::cancel);
  }
}
