package io.sampo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.api.http.Callers;
import io.sampo.api.http.Door;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in. */
class DoorTest {

  private static final String HASH = "0".repeat(64);
  private static final String CLUSTER = "/api/sampo/1/cluster";

  /** Every route there is, and its status without a token, with a wrong one, with the right one. */
  private static final Map<String, List<Integer>> MATRIX =
      Map.ofEntries(
          Map.entry("GET /alive", List.of(200, 200, 200)),
          Map.entry("GET /ready", List.of(200, 200, 200)),
          Map.entry("GET /api/sampo/1/cluster", List.of(401, 401, 200)),
          Map.entry("GET /api/sampo/1/runs", List.of(401, 401, 200)),
          Map.entry("POST /api/sampo/1/runs", List.of(401, 401, 400)),
          Map.entry("GET /api/sampo/1/runs/{id}", List.of(401, 401, 404)),
          Map.entry("GET /api/sampo/1/runs/{id}/events", List.of(401, 401, 404)),
          Map.entry("GET /api/sampo/1/runs/{id}/tasks/{key}/why", List.of(401, 401, 404)),
          Map.entry("HEAD /api/sampo/1/files/{sha256}", List.of(401, 401, 404)),
          Map.entry("PUT /api/sampo/1/files/{sha256}", List.of(401, 401, 422)),
          Map.entry("GET /api/2.2/jobs/runs/get", List.of(401, 401, 400)),
          Map.entry("GET /api/2.2/jobs/runs/list", List.of(401, 401, 200)),
          Map.entry("POST /api/2.2/jobs/runs/cancel", List.of(401, 401, 400)),
          Map.entry("GET /api/2.1/jobs/runs/get", List.of(401, 401, 400)),
          Map.entry("GET /api/2.1/jobs/runs/list", List.of(401, 401, 200)),
          Map.entry("POST /api/2.1/jobs/runs/cancel", List.of(401, 401, 400)));

  @TempDir static Path folder;

  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = Served.start(folder, "sampo.api.allowed-hosts = [sampo.example]");
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void the_matrix_names_every_route() {
    assertThat(served.server().routes())
        .extracting(route -> route.method() + " " + route.pattern())
        .containsExactlyInAnyOrderElementsOf(MATRIX.keySet());
  }

  static List<String> routes() {
    return MATRIX.keySet().stream().sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void a_route_answers_as_the_matrix_says(String route) throws Exception {
    var statuses = new ArrayList<Integer>();
    for (var token : List.of("", "Bearer sampo_" + "A".repeat(43), "Bearer " + served.token())) {
      var request = request(route);
      if (!token.isEmpty()) {
        request.header("Authorization", token);
      }
      var answer = served.client().send(request.build(), BodyHandlers.ofString());
      statuses.add(answer.statusCode());
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    assertThat(statuses).isEqualTo(MATRIX.get(route));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("routes")
  void a_route_takes_no_other_method(String route) throws Exception {
    var path = path(route);
    var methods = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD");
    for (var method : methods) {
      var isThere = MATRIX.keySet().stream().anyMatch(one -> fits(one, method, path));
      if (!isThere) {
        assertThat(served.raw(served.head(method + " " + path, "Content-Length: 0")))
            .as(method)
            .isIn(405, 501);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/",
        "//alive",
        "/alive/",
        "/ALIVE",
        "/alive;x=1",
        "/./alive",
        "/x/../alive",
        "/%61live",
        "/api/sampo/1/cluster/",
        "/api/sampo/1//cluster",
        "/api//sampo/1/cluster",
        "/api/sampo/1/cluster;a",
        "/api/sampo/1/cluster%2f",
        "/api/sampo/1/%63luster",
        "/api/sampo/1/x/../cluster",
        "/api/sampo/1/x/%2e%2e/cluster",
        "/API/sampo/1/cluster",
        "/api/sampo/1/cluster/configs",
        "/api/sampo/1/runs/1/events/",
        "/alive/../api/sampo/1/cluster",
        "/api/2.2/jobs/runs/get/",
        "/api/2.0/jobs/runs/get",
        "/.well-known/databricks-config",
        "/oidc/.well-known/oauth-authorization-server",
        "http://127.0.0.1/alive"
      })
  void a_path_has_one_way_to_be_written_and_others_are_no_route(String path) throws Exception {
    var token = "Authorization: Bearer " + served.token();

    assertThat(served.raw(served.head("GET " + path))).isIn(404, 400);
    assertThat(served.raw(served.head("GET " + path, token))).isIn(404, 400);
  }

  @Test
  void headers_that_name_another_path_or_method_are_without_effect() throws Exception {
    for (var header :
        List.of(
            "X-Original-URL: /alive",
            "X-Rewrite-URL: /alive",
            "X-HTTP-Method-Override: GET",
            "X-Forwarded-For: 127.0.0.1",
            "X-Forwarded-Host: localhost",
            "Raw-Request-URI: /alive")) {
      assertThat(served.raw(served.head("GET " + CLUSTER, header))).as(header).isIn(401, 400);
    }
  }

  @ParameterizedTest(name = "host {0}")
  @ValueSource(
      strings = {"evil.example", "127.0.0.1.evil.example", "localhost.", "[::1", "127.0.0.2", ""})
  void a_request_for_another_host_is_misdirected(String host) throws Exception {
    var request = "GET /alive HTTP/1.1\nHost: %s\nConnection: close\n\n".formatted(host);

    assertThat(served.raw(request)).isIn(421, 400);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"localhost", "LOCALHOST:1", "127.0.0.1:99", "[::1]:7", "sampo.example:443"})
  void a_host_may_be_called_by_its_names_with_any_port(String host) throws Exception {
    var request = "GET /alive HTTP/1.1\nHost: %s\nConnection: close\n\n".formatted(host);

    assertThat(served.raw(request)).isEqualTo(200);
  }

  @Test
  void what_a_page_of_another_site_asks_for_is_refused_whatever_token_it_has() throws Exception {
    var token = "Authorization: Bearer " + served.token();
    for (var method : List.of("GET /api/sampo/1/runs", "POST /api/sampo/1/runs")) {
      for (var header :
          List.of(
              "Origin: http://evil.example",
              "Origin: null",
              "Origin: http://127.0.0.1:3000",
              "Origin: https://127.0.0.1",
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Site: same-site")) {
        var request = served.head(method, token, header, "Content-Length: 0");

        assertThat(served.raw(request)).as(method + " " + header).isEqualTo(403);
      }
    }
    var own = served.head("GET " + CLUSTER, token, "Origin: http://127.0.0.1");
    assertThat(served.raw(own)).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Basic %s", "Bearer", "Bearer %sx", "Bearer %s %s", "%s", "Token %s"})
  void only_the_whole_token_as_a_bearer_opens(String header) throws Exception {
    var value = header.replace("%s", served.token());

    assertThat(served.raw(served.head("GET " + CLUSTER, "Authorization: " + value))).isEqualTo(401);
  }

  @Test
  void two_tokens_are_one_too_many() throws Exception {
    var token = "Authorization: Bearer " + served.token();

    assertThat(served.raw(served.head("GET " + CLUSTER, token, token))).isEqualTo(400);
  }

  @Test
  void a_head_larger_than_the_limits_is_refused() throws Exception {
    var long1 = served.head("GET /alive?x=" + "a".repeat(5_000));
    var wide = served.head("GET /alive", "X: " + "a".repeat(9_000));
    var many = new String[70];
    for (var i = 0; i < many.length; i++) {
      many[i] = "X-%d: 1".formatted(i);
    }

    assertThat(served.raw(long1)).isEqualTo(414);
    assertThat(served.raw(wide)).isIn(400, 431);
    assertThat(served.raw(served.head("GET /alive", many))).isIn(400, 431);
  }

  @Test
  void errors_have_the_shape_of_that_api_and_say_what_would_be_right() throws Exception {
    var unknown = served.get("/api/sampo/1/nothing");
    var method = served.send(served.request(CLUSTER).DELETE());
    var anonymous =
        served
            .client()
            .send(
                HttpRequest.newBuilder(served.server().url().resolve(CLUSTER)).build(),
                BodyHandlers.ofString());

    assertThat(unknown.body())
        .isEqualTo(
            "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"no route has this path\"}");
    assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(method.headers().firstValue("Allow")).hasValue("GET");
    assertThat(method.body()).contains("METHOD_NOT_ALLOWED").contains("DELETE (expected: GET)");
    assertThat(anonymous.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(anonymous.body()).contains("UNAUTHENTICATED");
  }

  @Test
  void what_the_journal_does_not_answer_in_time_may_be_tried_again() throws Exception {
    for (var failure : List.of(new TimeoutException(), new RejectedExecutionException())) {
      var route =
          Route.of(
              "GET",
              "/x",
              Permission.NONE,
              _ -> CompletableFuture.failedFuture(new CompletionException(failure)));
      var door =
          new Door(List.of(route), List.of(), new Callers(() -> null), served.node().system());
      var request =
          org.apache.pekko.http.javadsl.model.HttpRequest.GET("/x")
              .addHeader(RawHeader.create("Host", "localhost"))
              .addHeader(RawHeader.create("Raw-Request-URI", "/x"));

      var answer = door.answer(request).toCompletableFuture().get(10, TimeUnit.SECONDS);

      assertThat(answer.status().intValue()).isEqualTo(503);
      assertThat(answer.getHeader("Retry-After")).isPresent();
    }
  }

  @Test
  void the_cluster_is_told_as_its_view_has_it() throws Exception {
    assertThat(served.get(CLUSTER).body())
        .isEqualTo(
            "{\"nodes\":[{\"name\":\"n1\",\"roles\":[\"coordinator\",\"api\"],"
                + "\"address\":\"sampo://n1\",\"http\":\"http://n1\","
                + "\"status\":\"Up\",\"pid\":42}],"
                + "\"counters\":{\"takeovers\":3}}");
  }

  private static boolean fits(String route, String method, String path) {
    return route.startsWith(method + " ") && path(route).equals(path);
  }

  private static String path(String route) {
    return route
        .substring(route.indexOf(' ') + 1)
        .replace("{id}", "1")
        .replace("{key}", "t")
        .replace("{sha256}", HASH);
  }

  private static HttpRequest.Builder request(String route) {
    var method = route.substring(0, route.indexOf(' '));
    var body =
        switch (method) {
          case "POST" -> BodyPublishers.ofString("{}");
          case "PUT" -> BodyPublishers.ofString("x");
          default -> BodyPublishers.noBody();
        };
    return HttpRequest.newBuilder(served.server().url().resolve(path(route))).method(method, body);
  }
}
