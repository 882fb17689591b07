package io.sampo.api.runs;

import io.sampo.api.http.Blocking;
import io.sampo.api.http.Bodies;
import io.sampo.api.http.Call;
import io.sampo.api.http.Callers;
import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Refused;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.artifact.ArtifactStore;
import io.sampo.coordinator.CoordinatorTools.Ids;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.protocol.Runs;
import io.sampo.protocol.ToRun;
import io.sampo.protocol.ToRun.Answer;
import io.sampo.protocol.ToToken;
import io.sampo.protocol.ToToken.Reply;
import io.sampo.run.RunCommand;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The route by which a run is submitted. It answers once the submission is on disk. */
public final class SubmitRoute {

  /** What a header may hold: beyond that, unknown fields are not named any more. */
  private static final int IGNORED_CHARS_MAX = 2_000;

  /**
   * What a submission is made with.
   *
   * @param definitions stores a definition, and tells its name
   */
  public record Tools(
      ActorSystem<?> system,
      ArtifactStore files,
      Function<JobDefinition, ContentHash> definitions,
      Ids ids) {}

  private final Tools tools;
  private final Bodies bodies;
  private final Blocking blocking;

  /** The route on {@code tools}. */
  public SubmitRoute(Tools tools, Bodies bodies, Blocking blocking) {
    this.tools = tools;
    this.bodies = bodies;
    this.blocking = blocking;
  }

  /** The table. */
  public List<Route> table() {
    return List.of(Route.of("POST", "/api/sampo/1/runs", Permission.RUN, this::submit));
  }

  /** A submission whose definitions and files are on disk. */
  private record Prepared(
      ContentHash body,
      RunId run,
      Submission submission,
      @Nullable String token,
      List<String> ignored) {}

  private CompletionStage<HttpResponse> submit(Call call) {
    return bodies
        .read(call)
        .thenCompose(body -> blocking.call(() -> prepare(body)))
        .thenCompose(
            prepared -> submit(prepared).thenApply(run -> answer(run, prepared.ignored())));
  }

  private Prepared prepare(byte[] body) throws IOException {
    var request = SubmitRequest.read(body, tools.files());
    var family = request.family();
    var submission = family.submission(tools.definitions(), request.files(), request.parameters());
    var run = tools.ids().take(1 + family.job().tasks().size());
    return new Prepared(Callers.hash(body), run, submission, request.token(), request.ignored());
  }

  private CompletionStage<RunId> submit(Prepared prepared) {
    return prepared.token() == null
        ? submitOnce(prepared)
        : submit(prepared, Callers.hash(prepared.token()));
  }

  private CompletionStage<RunId> submit(Prepared prepared, ContentHash token) {
    var asked =
        ClusterSharding.get(tools.system())
            .entityRefFor(ToToken.KEY, token.hex())
            .<Reply>ask(
                replyTo ->
                    new ToToken.Submit(
                        prepared.body(), prepared.run(), prepared.submission(), replyTo),
                blocking.patience());
    return Blocking.here(asked)
        .thenApply(reply ->
            switch (reply) {
              case Reply.Submitted(var run) -> run;
              case Reply.Taken(var run) ->
                  throw new Refused(
                      ErrorCode.RESOURCE_ALREADY_EXISTS,
                      "idempotency_token: it stands for another request, which is run %s"
                          .formatted(run));
              case Reply.Declined(var errorCode, var reason) -> throw refused(errorCode, reason);
            });
  }

  /** Without a token nobody can submit it again, so that the client must not think it lost. */
  private CompletionStage<RunId> submitOnce(Prepared prepared) {
    var run = prepared.run();
    var asked =
        Runs.of(tools.system())
            .coordinator(run)
            .<Answer>ask(
                replyTo ->
                    new ToRun.Ask(new RunCommand.Submit(run, prepared.submission()), replyTo),
                blocking.patience());
    return Blocking.here(asked)
        .exceptionally(failure -> {
          if (failure instanceof TimeoutException
              || failure.getCause() instanceof TimeoutException) {
            throw new Refused(
                ErrorCode.INTERNAL_ERROR,
                "run %s may have been submitted, or may be yet (see it, or submit with an"
                        .formatted(run)
                    + " idempotency_token)");
          }
          throw new CompletionException(failure);
        })
        .thenApply(answer ->
            switch (answer) {
              case Answer.Accepted _ -> run;
              case Answer.Declined(var errorCode, var reason) -> throw refused(errorCode, reason);
            });
  }

  private static Refused refused(String errorCode, String reason) {
    return new Refused(ErrorCode.of(errorCode).orElse(ErrorCode.INTERNAL_ERROR), reason);
  }

  private static HttpResponse answer(RunId run, List<String> ignored) {
    var answer =
        Replies.json(json -> {
          json.writeStartObject();
          json.writeNumberField("run_id", run.value());
          json.writeEndObject();
        });
    return ignored.isEmpty() ? answer : Replies.with(answer, "X-Sampo-Ignored", header(ignored));
  }

  /** The names came from the caller, and not every character may stand in a header. */
  private static String header(List<String> ignored) {
    var text = String.join(", ", ignored).replaceAll("[^\\x20-\\x7E]", "?");
    return text.length() <= IGNORED_CHARS_MAX ? text : text.substring(0, IGNORED_CHARS_MAX) + "...";
  }
}
