package io.sampo.api.runs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.api.http.Blocking;
import io.sampo.api.http.Call;
import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Refused;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.definition.field.Similar;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.projection.RunSummary;
import io.sampo.projection.why.Around;
import io.sampo.projection.why.Why;
import io.sampo.protocol.Clock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Sampo's own routes that look at runs. */
public final class RunRoutes {

  private static final int PAGE_DEFAULT = 25;
  private static final int PAGE_MAX = 100;

  private final RunReader reader;
  private final Blocking blocking;
  private final Clock clock;

  /** Routes on what {@code reader} finds. */
  public RunRoutes(RunReader reader, Blocking blocking, Clock clock) {
    this.reader = reader;
    this.blocking = blocking;
    this.clock = clock;
  }

  /** The table. */
  public List<Route> table() {
    return List.of(
        Route.of("GET", "/api/sampo/1/runs", Permission.VIEW, this::list),
        Route.of("GET", "/api/sampo/1/runs/{id}", Permission.VIEW, this::get),
        Route.of("GET", "/api/sampo/1/runs/{id}/tasks/{key}/why", Permission.VIEW, this::why));
  }

  private CompletionStage<HttpResponse> get(Call call) {
    var run = call.run();
    var upTo = call.query().whole("as_of", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    return blocking.call(() -> {
      var history = reader.history(run, upTo);
      return Replies.json(RunDocument.onNodes(history)::write);
    });
  }

  private CompletionStage<HttpResponse> list(Call call) {
    var limit = call.query().whole("limit", 1, PAGE_MAX).orElse((long) PAGE_DEFAULT).intValue();
    var below = call.query().text("page_token").map(PageToken::run).orElse(null);
    return blocking.call(() -> {
      var page = reader.page(below, limit, _ -> true);
      return Replies.json(json -> write(json, page));
    });
  }

  private static void write(JsonGenerator json, RunReader.Page page) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("runs");
    for (var run : page.runs()) {
      write(json, run);
    }
    json.writeEndArray();
    json.writeStringField(
        "next_page_token", page.next() == null ? null : PageToken.of(page.next()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RunSummary run) throws IOException {
    json.writeStartObject();
    json.writeNumberField("run_id", run.run().value());
    number(json, "parent_run_id", run.parent() == null ? null : run.parent().value());
    json.writeStringField("job_name", run.jobName());
    json.writeNumberField("seq", run.seq());
    json.writeStringField("state", run.phase().name());
    json.writeStringField("result", run.result() == null ? null : run.result().name());
    json.writeStringField("message", run.message());
    json.writeNumberField("start_time", run.startMillis());
    number(json, "end_time", run.endMillis());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String field, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value);
    }
  }

  private CompletionStage<HttpResponse> why(Call call) {
    var run = call.run();
    var name = call.part("key");
    return blocking.call(() -> {
      var history = reader.history(run, Long.MAX_VALUE);
      var now = clock.now().wallMillis();
      var around = history.result() == null ? Around.busy(now) : Around.nobody(now);
      var task = history.find(name).orElseThrow(() -> noTask(history, name));
      return Replies.json(Why.of(history, task, around)::write);
    });
  }

  private static Refused noTask(RunHistory history, String name) {
    var names = IntStream.range(0, history.size()).mapToObj(history::name).toList();
    var near = Similar.to(name, names);
    return new Refused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST,
        "Task %s of run %s does not exist%s."
            .formatted(
                name, history.run(), near == null ? "" : " (did you mean '%s'?)".formatted(near)));
  }
}
