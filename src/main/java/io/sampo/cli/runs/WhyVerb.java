package io.sampo.cli.runs;

import io.sampo.cli.folder.LivePool;
import io.sampo.cli.folder.LiveRequest;
import io.sampo.cli.folder.RunSocket;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerOptions;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.session.Nodes;
import io.sampo.cli.session.StoredRuns;
import io.sampo.cli.session.UsualDurations;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.view.Wording;
import io.sampo.definition.field.Similar;
import io.sampo.model.RunId;
import io.sampo.model.TaskStatus;
import io.sampo.projection.RunHistory;
import io.sampo.projection.why.Around;
import io.sampo.projection.why.Around.Hands;
import io.sampo.projection.why.Reason;
import io.sampo.projection.why.Why;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runs why}: why tasks do not run, or ended as they did. */
@Command(name = "why", description = "Tells why a task does not run, or ended as it did.")
public final class WhyVerb implements Callable<Integer> {

  private static final int TOLD_IN_SENTENCE_MAX = 2;

  private final Globals globals;
  private final Nodes nodes;
  private final ServerOptions servers;

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
  private String run = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "A task's key, or KEY[INDEX] (default: all that have not succeeded).")
  private @Nullable String task;

  /** The verb on {@code nodes}, and on the server that {@code servers} lead to. */
  public WhyVerb(Globals globals, Nodes nodes, ServerOptions servers) {
    this.globals = globals;
    this.nodes = nodes;
    this.servers = servers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var server = servers.findClient(globals);
    if (server.isPresent()) {
      try (var client = server.get()) {
        return new ServerWhys(globals, client, ServerRuns.id(run)).tell(task);
      }
    }
    var runs = new StoredRuns(globals.data(), nodes);
    var id = runs.find(run);
    var archive = runs.archive(id).orElseThrow(() -> runs.unknown(run));
    var history = archive.history();
    var usual = new UsualDurations(runs, archive.job().name(), id);
    var around = around(runs, id, usual);
    if (task != null) {
      var why = Why.of(history, number(history, task), around);
      if (globals.isJson()) {
        globals.print(why::write);
      } else {
        print(why);
      }
    } else {
      all(history, around);
    }
    return ExitCode.OK.code();
  }

  private void all(RunHistory history, Around around) {
    var whys =
        IntStream.range(0, history.size())
            .filter(number -> history.status(number) != TaskStatus.SUCCESS)
            .mapToObj(number -> Why.of(history, number, around))
            .toList();
    if (globals.isJson()) {
      globals.print(json -> {
        json.writeStartArray();
        for (var why : whys) {
          why.write(json);
        }
        json.writeEndArray();
      });
    } else if (whys.isEmpty()) {
      globals.surroundings().out().println("run %s: every task succeeded".formatted(run));
    } else {
      whys.forEach(this::print);
    }
  }

  /** The sentence, and below it the steps to the root cause if it cannot tell them all. */
  private void print(Why why) {
    var out = globals.surroundings().out();
    out.println(Wording.clean(why.sentence()));
    if (why.steps().size() > TOLD_IN_SENTENCE_MAX) {
      for (var place = 0; place < why.steps().size(); place++) {
        out.println("  - " + Wording.clean(sentence(why, place)));
      }
    }
    if (why.leftOut() > 0) {
      out.println("  (%,d steps in the middle are left out)".formatted(why.leftOut()));
    }
  }

  /** One step by itself; that something above failed says nothing without the step after it. */
  private static String sentence(Why why, int place) {
    var step = why.steps().get(place);
    var isHalf =
        step.reason() instanceof Reason.UpstreamFailed
            || step.reason() instanceof Reason.UpstreamCanceled;
    var end = Math.min(place + (isHalf ? 2 : 1), why.steps().size());
    return new Why(step.task(), why.state(), why.steps().subList(place, end), 0).sentence();
  }

  private Around around(StoredRuns runs, RunId id, UsualDurations usual) throws IOException {
    var now = globals.surroundings().clock().millis();
    var folder = runs.data().run(runs.data().root(id));
    var live = RunSocket.ask(folder, new LiveRequest.ShowPool());
    if (live.isEmpty()) {
      return new Around(now, Hands.NONE, null, usual, null);
    }
    var pool = LivePool.of(live.get());
    return new Around(
        now,
        pool.holding() ? Hands.HOLDING : Hands.BUSY,
        new Around.Pool(pool.workers(), pool.freeSlots()),
        usual,
        null);
  }

  private int number(RunHistory history, String name) {
    var live = history.live();
    var names =
        IntStream.range(0, live == null ? history.size() : live.size())
            .mapToObj(history::name)
            .toList();
    var number = names.indexOf(name);
    if (number < 0) {
      var near = Similar.to(name, names);
      throw Complaint.notFound(
          "task %s is not in run %s (%s)"
              .formatted(
                  name,
                  run,
                  near == null ? "see 'runs get'" : "did you mean '%s'?".formatted(near)));
    }
    return number;
  }
}
