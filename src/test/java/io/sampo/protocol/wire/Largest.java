package io.sampo.protocol.wire;

import static io.sampo.model.Limits.BYTES_MAX;
import static io.sampo.model.Limits.CONTENT_BYTES_MAX;
import static io.sampo.model.Limits.ITEMS_MAX;
import static io.sampo.model.Limits.MESSAGE_CHARS_MAX;
import static io.sampo.model.Limits.PARAMETERS_BYTES_MAX;
import static io.sampo.model.Limits.REFERENCES_BYTES_MAX;
import static io.sampo.model.Limits.VALUES_BYTES_MAX;

import io.sampo.message.Assignment;
import io.sampo.message.ChildOrder;
import io.sampo.message.Demand;
import io.sampo.message.Grant;
import io.sampo.message.Portions;
import io.sampo.message.RunOrders;
import io.sampo.message.RunOrders.Settled;
import io.sampo.message.RunReport;
import io.sampo.message.RunReport.Covers;
import io.sampo.message.RunReport.Stage;
import io.sampo.message.Site;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.model.TaskKey;
import io.sampo.model.TaskStatus;
import io.sampo.model.WorkerId;
import io.sampo.protocol.Message;
import io.sampo.protocol.Progress;
import io.sampo.protocol.ToDispatcher;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToWorker;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunEvent.AttemptsEnded.Ended;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.apache.pekko.actor.typed.ActorRef;

/** Messages as large as their limits let them be. */
final class Largest {

  private static final RunId RUN = new RunId(RunId.MAX);
  private static final WorkerId WORKER = new WorkerId("w".repeat(200), Long.MAX_VALUE / 2);
  private static final String JOB_NAME = "j".repeat(4096);

  private Largest() {}

  static List<Message> messages(ActorRef<ToRun.Answer> actor) {
    var messages = new ArrayList<Message>();
    var submission = submission(PARAMETERS_BYTES_MAX, CONTENT_BYTES_MAX);
    messages.add(new ToRun.Ask(new RunCommand.Submit(RUN, submission), actor));
    messages.add(new ToRun.Ask(repair(), actor));
    var child = submission(REFERENCES_BYTES_MAX, CONTENT_BYTES_MAX);
    messages.add(new ToRun.Ordered(new ChildOrder(RUN, child, true)));
    for (IntFunction<Assignment> kind :
        List.<IntFunction<Assignment>>of(
            Largest::bare, Largest::withFile, Largest::withReferences)) {
      messages.add(orders(kind));
    }
    for (var outcome : outcomes()) {
      messages.add(new ToRun.Report(report(outcome)));
      messages.add(new Progress.Written(1, List.of(ended(outcome))));
    }
    messages.add(
        new ToDispatcher.Wants(
            new Demand(RUN, 1, Site.DEFAULT, 100, 1, leases(), List.of(), Long.MAX_VALUE)));
    messages.add(new ToRun.Granted(new Grant(RUN, 1, Site.DEFAULT, leases(), 1, Long.MAX_VALUE)));
    messages.add(ToRun.Values.page(values(), null));
    var chunk = new byte[ToLibrary.CHUNK_BYTES_MAX];
    messages.add(new ToLibrary.Answer.Chunk(hash(1), 0, chunk, Long.MAX_VALUE));
    return messages;
  }

  static Submission submission(int parameterBytes, int contentBytes) {
    var parameters = new HashMap<String, String>();
    var size = 0;
    for (var number = 0; size < parameterBytes; number++) {
      parameters.put("p" + number, "ä");
      size += Submission.parameterBytes(Map.of("p" + number, "ä"));
    }
    var files = new HashMap<String, ContentHash>();
    size = 0;
    for (var number = 0; size < contentBytes; number++) {
      files.put("/f" + number, hash(number));
      size += Submission.bytes(Map.of("/f" + number, hash(number)));
    }
    return new Submission(hash(0), parameters, files, Map.of(), Cause.ONE_TIME);
  }

  private static RunCommand.Repair repair() {
    var tasks = new ArrayList<TaskKey>();
    for (var number = 0; number < ITEMS_MAX; number++) {
      tasks.add(key(number));
    }
    var parameters = submission(PARAMETERS_BYTES_MAX, 0).parameters();
    return new RunCommand.Repair(RunId.MAX, null, tasks, false, true, parameters, "somebody");
  }

  private static ToWorker.Orders orders(IntFunction<Assignment> kind) {
    var starts = portion(kind, Assignment::bytesMax);
    var settled = new ArrayList<Settled>();
    var stops = new ArrayList<Long>();
    for (var number = 0; number < ITEMS_MAX; number++) {
      settled.add(new Settled(Long.MAX_VALUE, Long.MAX_VALUE));
      stops.add(Long.MAX_VALUE);
    }
    var most = Long.MAX_VALUE;
    return new ToWorker.Orders(
        new RunOrders(RUN, WORKER, most, most, most, starts, settled, stops, true),
        JOB_NAME,
        submission(PARAMETERS_BYTES_MAX, 0));
  }

  private static Assignment bare(int number) {
    return Assignment.of(number, 1, Long.MAX_VALUE - number, Long.MAX_VALUE, -1);
  }

  private static Assignment withFile(int number) {
    return with(number, Map.of("/" + "f".repeat(200) + number, hash(number)), Map.of());
  }

  private static Assignment withReferences(int number) {
    return with(number, Map.of(), Map.of("tasks.a.values.b", "x".repeat(REFERENCES_BYTES_MAX)));
  }

  private static Assignment with(
      int number, Map<String, ContentHash> files, Map<String, String> references) {
    return new Assignment(number, 1, Long.MAX_VALUE, 1, 1, null, files, references);
  }

  private static List<Outcome> outcomes() {
    return List.of(
        Outcome.Succeeded.PLAIN,
        new Outcome.Succeeded(Map.of("v", "x".repeat(VALUES_BYTES_MAX))),
        new Outcome.Failed(true, "→".repeat(MESSAGE_CHARS_MAX), 255, "java.io.IOException"));
  }

  private static RunReport report(Outcome outcome) {
    var most = Long.MAX_VALUE;
    return new RunReport(
        WORKER,
        RUN,
        most,
        most,
        new Covers(0, most),
        portion(
            number ->
                new RunReport.Entry(number, 1, most - number, new Stage.Ended(outcome, most, most)),
            RunReport.Entry::bytesMax));
  }

  private static RunEvent ended(Outcome outcome) {
    var most = Long.MAX_VALUE;
    var ended =
        portion(
            number ->
                new Ended(number, 1, most, outcome, most, most, new Next.Rest(TaskStatus.FAILED)),
            one -> RunReport.ROW_BYTES_MAX + one.outcome().bytesMax());
    return new RunEvent.AttemptsEnded(new Now(most, most), ended);
  }

  private static List<Demand.Lease> leases() {
    var leases = new ArrayList<Demand.Lease>();
    for (var number = 0; number < ITEMS_MAX; number++) {
      leases.add(new Demand.Lease(Long.MAX_VALUE - number, WORKER));
    }
    return leases;
  }

  private static Map<TaskKey, Map<String, String>> values() {
    var values = new TreeMap<TaskKey, Map<String, String>>();
    for (var number = 0; number < 100; number++) {
      values.put(key(number), Map.of("v", "x".repeat(VALUES_BYTES_MAX / (1 + number % 7))));
    }
    return values;
  }

  private static <T> List<T> portion(IntFunction<T> item, ToIntFunction<T> bytesMax) {
    var items = new ArrayList<T>();
    for (var number = 0; number < 2 * BYTES_MAX / RunReport.ROW_BYTES_MAX; number++) {
      items.add(item.apply(number));
    }
    return Portions.of(items, bytesMax).getFirst();
  }

  private static TaskKey key(int number) {
    return new TaskKey("%0100d".formatted(number));
  }

  private static ContentHash hash(int number) {
    return new ContentHash("%064x".formatted(number));
  }
}
