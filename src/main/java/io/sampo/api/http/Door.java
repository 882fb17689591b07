package io.sampo.api.http;

import io.sampo.persistence.StoreException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.EntityStreamException;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in. What is in no route does not exist, whatever the method; what is in one is open
 * to those alone who have the route's permission. Only then is anything of the request read.
 */
public final class Door {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  /** What a failure is wrapped in, at most. */
  private static final int CAUSES_MAX = 5;

  private final List<Route> routes;
  private final Hosts hosts;
  private final Callers callers;
  private final ClassicActorSystemProvider system;

  /**
   * The door to {@code routes}.
   *
   * @param allowedHosts names of the server beside those of loopback
   */
  public Door(
      List<Route> routes,
      List<String> allowedHosts,
      Callers callers,
      ClassicActorSystemProvider system) {
    this.routes = List.copyOf(routes);
    this.hosts = new Hosts(allowedHosts);
    this.callers = callers;
    this.system = system;
  }

  /** A route, and the call of it. */
  private record Matched(Route route, Call call) {}

  /** The answer to {@code request}, which never fails. */
  public CompletionStage<HttpResponse> answer(HttpRequest request) {
    Matched matched;
    try {
      hosts.check(request);
      matched = match(request);
      if (matched.route().permission() != Permission.NONE) {
        hosts.checkOrigin(request);
      }
      callers.check(request, matched.route().permission());
    } catch (RuntimeException e) {
      turnAway(request);
      return CompletableFuture.completedFuture(failed(request, e));
    }
    try {
      return matched
          .route()
          .target()
          .answer(matched.call())
          .exceptionally(failure -> failed(request, failure));
    } catch (RuntimeException e) {
      turnAway(request);
      return CompletableFuture.completedFuture(failed(request, e));
    }
  }

  private Matched match(HttpRequest request) {
    var target = target(request);
    var segments = RequestPath.segments(target);
    var others = new TreeSet<String>();
    for (var route : routes) {
      var parts = segments.flatMap(route::match);
      if (parts.isPresent() && route.method().equals(request.method().name())) {
        return new Matched(
            route, new Call(request, parts.get(), QueryParameters.of(RequestPath.query(target))));
      }
      parts.ifPresent(_ -> others.add(route.method()));
    }
    if (others.isEmpty()) {
      throw new Refused(ErrorCode.ENDPOINT_NOT_FOUND, "no route has this path");
    }
    throw new Refused(
        ErrorCode.METHOD_NOT_ALLOWED,
        "%s (expected: %s)".formatted(request.method().name(), String.join(" or ", others)),
        List.copyOf(others));
  }

  /** What the client sent, before anybody has made sense of it. */
  private static String target(HttpRequest request) {
    return Headers.only(request, "raw-request-uri").orElse("");
  }

  /** Reads nothing of the body; the connection closes if there is one on its way. */
  private void turnAway(HttpRequest request) {
    if (!request.entity().isStrict()) {
      request.entity().getDataBytes().runWith(Sink.cancelled(), system);
    }
  }

  private static HttpResponse failed(HttpRequest request, Throwable failure) {
    return Replies.refusal(
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(CAUSES_MAX)
            .flatMap(cause -> refused(cause).stream())
            .findFirst()
            .orElseGet(() -> {
              LOG.error("{} {}", request.method().name(), request.getUri().path(), failure);
              return new Refused(
                  ErrorCode.INTERNAL_ERROR, "the request failed; see the log of the node");
            }));
  }

  private static Optional<Refused> refused(Throwable cause) {
    return switch (cause) {
      case Refused refused -> Optional.of(refused);
      case EntityStreamSizeException size ->
          Optional.of(
              new Refused(
                  ErrorCode.REQUEST_TOO_LARGE,
                  "the body is too large (expected: at most %d bytes)".formatted(size.limit())));
      case EntityStreamException broken ->
          Optional.of(new Refused(ErrorCode.MALFORMED_REQUEST, "body: " + broken.getMessage()));
      case TimeoutException _, RejectedExecutionException _ ->
          Optional.of(unavailable("no answer in time"));
      case StoreException store -> ofStore(store);
      default -> Optional.empty();
    };
  }

  private static Optional<Refused> ofStore(StoreException store) {
    return switch (store.reason()) {
      case FAILED, CLOSED, OVERLOADED, IN_USE -> {
        LOG.warn("the journal: {}", store.getMessage());
        yield Optional.of(unavailable("the journal cannot be used"));
      }
      case NEWER_FORMAT, DAMAGED, SEQUENCE_REFUSED, TOO_LARGE, UNKNOWN -> Optional.empty();
    };
  }

  private static Refused unavailable(String why) {
    return new Refused(ErrorCode.TEMPORARILY_UNAVAILABLE, why + "; try again");
  }
}
