package io.sampo.campaign.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.campaign.client.Server.Answer;
import io.sampo.campaign.work.Dice;
import io.sampo.campaign.work.RandomJob;
import io.sampo.campaign.work.TaskScript;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

/**
 * Submits jobs, each under a token and until it is confirmed, looks at their runs, and cancels some
 * of them. Each job has a thread of its own.
 */
public final class Client {

  private static final String RUNS = "/api/sampo/1/runs";
  private static final String CANCEL = "/api/2.2/jobs/runs/cancel";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAUSE_MILLIS = 200;

  private final Server server;
  private final ClientLog log;
  private final TaskScript program;
  private final Phaser underWay = new Phaser(1);
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();
  private volatile boolean isGivenUp;

  /** A client that writes down what {@code server} tells it. */
  public Client(Server server, ClientLog log, TaskScript program) {
    this.server = server;
    this.log = log;
    this.program = program;
  }

  /** Submits a job and stays with its run; returns at once. */
  public void submit(RandomJob job, Dice dice) {
    log.tell(job.script());
    underWay.register();
    Thread.ofVirtual()
        .name(job.script().name())
        .start(() -> {
          try {
            follow(job, dice);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            underWay.arriveAndDeregister();
          }
        });
  }

  /** How many jobs have not been seen to end. */
  public int live() {
    return underWay.getUnarrivedParties() - 1;
  }

  /** Answers that no client should get. */
  public Set<String> complaints() {
    return Set.copyOf(complaints);
  }

  /** Stops asking for what has not ended. */
  public void giveUp() {
    isGivenUp = true;
  }

  private void follow(RandomJob job, Dice dice) throws InterruptedException {
    var body = job.submission(program);
    var run = submitted(job, body, dice);
    if (run == 0) {
      return;
    }
    var cancelAfter = dice.oneIn(15) ? dice.between(0, 20) : -1;
    for (var turn = 0; !isGivenUp; turn++) {
      if (turn == cancelAfter) {
        cancel(run, dice);
      }
      if (dice.oneIn(20)) {
        submit(job.script().token(), body, dice.pick(server.nodes()));
      }
      if (look(run, dice.pick(server.nodes()))) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(dice.between(PAUSE_MILLIS, 5 * PAUSE_MILLIS));
    }
  }

  /** Sends a job until it is confirmed; 0 if that did not happen. */
  private long submitted(RandomJob job, ObjectNode body, Dice dice) throws InterruptedException {
    while (!isGivenUp) {
      var run = submit(job.script().token(), body, dice.pick(server.nodes()));
      if (run != 0) {
        return run;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    complaints.add(job.script().token() + " was never accepted");
    return 0;
  }

  private long submit(String token, ObjectNode body, URI node) throws InterruptedException {
    var answer = server.post(node, RUNS, body);
    if (!answer.isGranted()) {
      complain("submit " + token, answer);
      return 0;
    }
    var run = answer.body().path("run_id").asLong();
    log.tell(ClientLog.line("accepted").put("token", token).put("run", run));
    return run;
  }

  private void cancel(long run, Dice dice) throws InterruptedException {
    log.tell(ClientLog.line("wish").put("run", run));
    while (!isGivenUp) {
      var body = JSON.createObjectNode().put("run_id", run);
      var answer = server.post(dice.pick(server.nodes()), CANCEL, body);
      if (answer.isGranted()) {
        log.tell(ClientLog.line("cancelled").put("run", run));
        return;
      }
      if (answer.body().path("error_code").asText().equals("INVALID_STATE")) {
        return; // it had ended
      }
      complain("cancel " + run, answer);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Looks at a run; true if it has ended. */
  private boolean look(long run, URI node) throws InterruptedException {
    var sent = System.currentTimeMillis();
    var answer = server.get(node, RUNS + "/" + run);
    if (!answer.isGranted()) {
      complain("get " + run, answer);
      return false;
    }
    var document = answer.body();
    var result = document.path("result").isTextual() ? document.path("result").asText() : "";
    var attempts = 0;
    for (var task : document.path("tasks")) {
      attempts += task.path("attempts").size();
    }
    var line = ClientLog.line("look").put("run", run).put("node", node.toString());
    line.put("sent", sent).put("seq", document.path("seq").asLong());
    log.tell(line.put("result", result).put("attempts", attempts));
    return !result.isEmpty();
  }

  private void complain(String what, Answer answer) {
    if (!answer.isToRepeat()) {
      complaints.add("%s: %d %s".formatted(what, answer.status(), answer.body()));
    }
  }
}
