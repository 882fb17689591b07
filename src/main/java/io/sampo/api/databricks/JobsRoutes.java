package io.sampo.api.databricks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.api.http.Blocking;
import io.sampo.api.http.Bodies;
import io.sampo.api.http.Call;
import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Permission;
import io.sampo.api.http.QueryParameters;
import io.sampo.api.http.Refused;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.api.runs.PageToken;
import io.sampo.api.runs.RunReader;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import io.sampo.projection.RunPhase;
import io.sampo.projection.RunSummary;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.run.RunCommand;
import io.sampo.run.StopReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Those routes of the Databricks Jobs API that look at runs and stop them. */
public final class JobsRoutes {

  private static final List<String> VERSIONS = List.of("2.2", "2.1");
  private static final int PAGE_DEFAULT = 20;
  private static final int PAGE_MAX = 25;

  /** Who is told to have asked: there is nobody else yet. */
  private static final String ADMINISTRATOR = "admin";

  private final RunReader reader;
  private final Bodies bodies;
  private final Blocking blocking;
  private final ActorSystem<?> system;

  /** Routes on what {@code reader} finds. */
  public JobsRoutes(RunReader reader, Bodies bodies, Blocking blocking, ActorSystem<?> system) {
    this.reader = reader;
    this.bodies = bodies;
    this.blocking = blocking;
    this.system = system;
  }

  /** The table. */
  public List<Route> table() {
    var routes = new ArrayList<Route>();
    for (var version : VERSIONS) {
      var runs = "/api/" + version + "/jobs/runs/";
      routes.add(Route.of("GET", runs + "get", Permission.VIEW, this::get));
      routes.add(Route.of("GET", runs + "list", Permission.VIEW, this::list));
      routes.add(Route.of("POST", runs + "cancel", Permission.RUN, this::cancel));
    }
    return routes;
  }

  /** As the original has it; its clients know it by these words. */
  private static Refused noRun(long run) {
    return new Refused(ErrorCode.INVALID_PARAMETER_VALUE, "Run %d does not exist.".formatted(run));
  }

  private RunSummary summary(RunId run) {
    return reader.summary(run).orElseThrow(() -> noRun(run.value()));
  }

  private CompletionStage<HttpResponse> get(Call call) {
    var run =
        call.query()
            .whole("run_id", 1, RunId.MAX)
            .map(RunId::new)
            .orElseThrow(() -> Refused.parameter("run_id", "", "the id of a run"));
    var first =
        call.query()
            .text("page_token")
            .map(token -> (int) PageToken.place(token, Integer.MAX_VALUE))
            .orElse(0);
    return blocking.call(() -> {
      var summary = summary(run);
      var history = reader.history(run, summary.seq());
      return Replies.json(json -> {
        RunJson.begin(json, summary);
        RunJson.writeTasks(json, history, first);
        json.writeEndObject();
      });
    });
  }

  private CompletionStage<HttpResponse> list(Call call) {
    var query = call.query();
    var asked = query.whole("limit", 0, PAGE_MAX).orElse((long) PAGE_DEFAULT).intValue();
    var below = query.text("page_token").map(PageToken::run).orElse(null);
    var wanted = wanted(query);
    var isExpanded = query.flag("expand_tasks");
    return blocking.call(() -> {
      var page = reader.page(below, asked == 0 ? PAGE_MAX : asked, wanted);
      return Replies.json(json -> write(json, page, isExpanded));
    });
  }

  private static Predicate<RunSummary> wanted(QueryParameters query) {
    var isActive = query.flag("active_only");
    var isCompleted = query.flag("completed_only");
    if (isActive && isCompleted) {
      throw Refused.parameter("completed_only", "true", "not beside active_only");
    }
    var from = query.whole("start_time_from", 0, Long.MAX_VALUE).orElse(0L);
    var to = query.whole("start_time_to", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    var job = query.whole("job_id", 0, RunId.MAX);
    var type = query.text("run_type");
    return run ->
        !(isActive && run.result() != null)
            && !(isCompleted && run.result() == null)
            && run.startMillis() >= from
            && run.startMillis() <= to
            && job.orElse(0L) == 0
            && type.map(name -> name.equals(RunJson.type(run))).orElse(true);
  }

  private void write(JsonGenerator json, RunReader.Page page, boolean isExpanded)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (var run : page.runs()) {
      RunJson.begin(json, run);
      if (isExpanded) {
        RunJson.writeTasks(json, reader.history(run.run(), run.seq()), 0);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("has_more", page.next() != null);
    if (page.next() != null) {
      json.writeStringField("next_page_token", PageToken.of(page.next()));
    }
    json.writeEndObject();
  }

  private CompletionStage<HttpResponse> cancel(Call call) {
    return bodies
        .read(call)
        .thenApply(RunIdBody::read)
        .thenCompose(run -> blocking.call(() -> summary(run)))
        .thenCompose(this::cancel)
        .thenApply(_ -> Replies.json(Replies.texts(Map.of())));
  }

  /** Who asks again, since the first answer was lost, has what was asked for. */
  private CompletionStage<Boolean> cancel(RunSummary run) {
    if (run.result() == RunResult.CANCELED || run.phase() == RunPhase.TERMINATING) {
      return CompletableFuture.completedFuture(true);
    }
    if (run.result() != null) {
      throw new Refused(
          ErrorCode.INVALID_STATE,
          "run %s has ended: %s (expected: a run that has not)".formatted(run.run(), run.result()));
    }
    return Runs.of(system)
        .coordinator(run.run())
        .<Answer>ask(
            replyTo ->
                new ToRun.Ask(new RunCommand.Stop(StopReason.CANCELED, ADMINISTRATOR), replyTo),
            blocking.patience())
        .thenCompose(answer ->
            switch (answer) {
              case Answer.Accepted _ -> CompletableFuture.completedFuture(true);
              case Answer.Declined(var errorCode, var reason) ->
                  blocking.call(() -> isStopped(run.run(), errorCode, reason));
            });
  }

  private boolean isStopped(RunId id, String errorCode, String reason) {
    var run = summary(id);
    if (run.result() == RunResult.CANCELED || run.phase() == RunPhase.TERMINATING) {
      return true;
    }
    throw new Refused(ErrorCode.of(errorCode).orElse(ErrorCode.INTERNAL_ERROR), reason);
  }
}
