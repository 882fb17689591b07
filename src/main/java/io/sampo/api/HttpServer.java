package io.sampo.api;

import io.sampo.api.databricks.JobsRoutes;
import io.sampo.api.http.Blocking;
import io.sampo.api.http.Bodies;
import io.sampo.api.http.Callers;
import io.sampo.api.http.Door;
import io.sampo.api.http.Route;
import io.sampo.api.runs.EventRoutes;
import io.sampo.api.runs.FileRoutes;
import io.sampo.api.runs.RunReader;
import io.sampo.api.runs.RunRoutes;
import io.sampo.api.runs.SubmitRoute;
import io.sampo.config.ApiSettings;
import io.sampo.protocol.Clock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** The HTTP server of one node. */
public final class HttpServer {

  private static final String BLOCKING = "sampo.api.blocking-dispatcher";

  /** A stream is over a moment before its last bytes have gone, which nobody tells of. */
  private static final Executor AFTER_LAST_BYTES =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

  private final ServerBinding binding;
  private final AdministratorToken token;
  private final EventRoutes events;
  private final List<Route> routes;

  private HttpServer(
      ServerBinding binding, AdministratorToken token, EventRoutes events, List<Route> routes) {
    this.binding = binding;
    this.token = token;
    this.events = events;
    this.routes = routes;
  }

  /**
   * Binds the server. It answers at once, though with 503 until the cluster is there.
   *
   * @return fails if the port cannot be had
   */
  public static CompletionStage<HttpServer> start(Backend backend, ApiSettings settings) {
    var system = backend.system();
    var executor = system.dispatchers().lookup(DispatcherSelector.fromConfig(BLOCKING));
    var blocking = new Blocking(executor, settings.patience());
    var token = AdministratorToken.start(system, backend.tokenFile(), backend.node(), blocking);
    var bodies = new Bodies(settings.bodyBytesMax(), system);
    var reader = new RunReader(backend.journal(), backend.plans());
    var events = new EventRoutes(reader, blocking, system, settings.eventStreamsMax());
    var tools =
        new SubmitRoute.Tools(system, backend.files(), backend.definitions(), backend.ids());
    var files =
        new FileRoutes(
            backend.files(), backend.folder(), settings.fileBytesMax(), blocking, system);
    var routes = new ArrayList<Route>();
    routes.addAll(
        new Health(system, backend.journal(), blocking, () -> token.hash() != null).table());
    routes.addAll(new ClusterRoute(backend.cluster()).table());
    routes.addAll(new RunRoutes(reader, blocking, Clock.SYSTEM).table());
    routes.addAll(new SubmitRoute(tools, bodies, blocking).table());
    routes.addAll(events.table());
    routes.addAll(files.table());
    routes.addAll(new JobsRoutes(reader, bodies, blocking, system).table());
    var door = new Door(routes, settings.allowedHosts(), new Callers(token::hash), system);
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .withSettings(Limits.of(system.settings().config(), settings))
        .bind(door::answer)
        .thenApply(binding -> new HttpServer(binding, token, events, List.copyOf(routes)))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            token.close();
          }
        });
  }

  /** Where clients reach it, with the port that it was given. */
  public URI url() {
    var address = binding.localAddress();
    var host = address.getAddress().getHostAddress();
    return URI.create(
        "http://%s:%d".formatted(host.contains(":") ? "[::1]" : host, address.getPort()));
  }

  /** Every route there is. */
  List<Route> routes() {
    return routes;
  }

  /**
   * Takes no more connections, ends the streams of events, and lets other requests end.
   *
   * @param patience after which those are cut off that have not
   */
  public CompletionStage<Void> stop(Duration patience) {
    token.close();
    return binding
        .unbind()
        .thenCompose(_ -> events.close())
        .handleAsync((_, _) -> true, AFTER_LAST_BYTES)
        .thenCompose(_ -> binding.terminate(patience))
        .thenAccept(_ -> {});
  }
}
