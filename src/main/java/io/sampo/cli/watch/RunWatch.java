package io.sampo.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.Complaint;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.process.Interrupts;
import io.sampo.cli.server.LogPlaces;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.Results;
import io.sampo.model.RunId;
import io.sampo.model.RunResult;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stays with a run on a server to its end. Events say that something happened and are the result as
 * JSON; what is shown is read from documents, so that it is right whatever was missed.
 */
public final class RunWatch {

  private static final long LOOK_EVERY_MILLIS = 50;

  /** Of a run in which much happens, documents are read that often at most. */
  private static final long READ_EVERY_MILLIS = 250;

  /** Without any event a document is read that often: a node may be silent and not know. */
  private static final long READ_AT_LEAST_EVERY_MILLIS = 3_000;

  private final Globals globals;
  private final ServerClient client;
  private final RunId run;
  private final WatchView view;
  private @Nullable JsonNode document;
  private @Nullable URI lost;
  private long lastSeq;
  private long readNanos;
  private boolean isStale = true;
  private boolean printsEvents;

  /** A watch on {@code run} at the server of {@code client}. */
  public RunWatch(Globals globals, ServerClient client, RunId run) {
    this.globals = globals;
    this.client = client;
    this.run = run;
    this.view =
        WatchView.of(globals.surroundings(), new LogPlaces(new ClusterFolder(globals.data())));
  }

  /**
   * Shows the run to its end, and returns the exit code.
   *
   * @param asDocument whether the result as JSON is the document at the end, and not the events
   */
  public int toEnd(boolean asDocument) throws InterruptedException {
    printsEvents = globals.isJson() && !asDocument;
    var surroundings = globals.surroundings();
    surroundings.signals().accept(surroundings.interrupts());
    client.learnNodes();
    try (var feed = Feed.open(client, run)) {
      while (true) {
        step(feed);
        var exitCode = exitCode();
        var signal = surroundings.interrupts().first();
        if (exitCode.isPresent()) {
          show(asDocument);
          return exitCode.getAsInt();
        }
        if (signal.isPresent()) {
          return detached(signal.get());
        }
      }
    } finally {
      view.finish(surroundings.clock().millis());
    }
  }

  private void step(Feed feed) throws InterruptedException {
    for (var next = feed.poll(LOOK_EVERY_MILLIS); next != null; next = feed.poll(0)) {
      take(next, feed);
    }
    var silentMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readNanos);
    var isDue =
        document == null
            || silentMillis >= (isStale ? READ_EVERY_MILLIS : READ_AT_LEAST_EVERY_MILLIS);
    if (isDue && feed.fetch()) {
      readNanos = System.nanoTime();
      isStale = false;
    }
    view.tick(globals.surroundings().clock().millis());
  }

  private void take(News news, Feed feed) {
    switch (news) {
      case News.Happened(var event) -> {
        lastSeq = Math.max(lastSeq, ServerRuns.seq(event.id(), lastSeq));
        isStale = true;
        if (printsEvents) {
          globals.surroundings().out().println(event.data());
        }
      }
      case News.Stands(var read) -> stands(read, feed);
      case News.Connected(var node) -> {
        if (lost != null) {
          view.say(List.of("goes on with " + node));
          lost = null;
        }
      }
      case News.Closed(var node) -> {
        lost = node;
        isStale = true;
      }
      case News.Lost(var node, var reason) -> {
        if (lost == null && !isOver()) {
          view.say(List.of("lost %s: %s".formatted(node, reason)));
          lost = node;
        }
        isStale = true;
      }
      case News.Failed(var failure) -> throw failure;
    }
  }

  /** Takes a document, unless an answer that was on its way for long brings an older one. */
  private void stands(JsonNode read, Feed feed) {
    var before = document;
    var seq = read.path("seq").asLong();
    if (before != null && seq < before.path("seq").asLong()) {
      return;
    }
    view.changed(read);
    document = read;
    var isBehind = before != null && lastSeq < before.path("seq").asLong();
    if (isBehind && !isOver()) {
      feed.reconnect();
    }
  }

  private boolean isOver() {
    return document != null && document.path("result").isTextual();
  }

  /** Once the run has ended and, where events are the result, all of them were printed. */
  private OptionalInt exitCode() {
    if (document == null || !isOver()) {
      return OptionalInt.empty();
    }
    if (printsEvents && lastSeq < document.path("seq").asLong()) {
      return OptionalInt.empty();
    }
    var result = document.path("result").asText();
    try {
      return OptionalInt.of(ExitCode.of(RunResult.valueOf(result)).code());
    } catch (IllegalArgumentException e) {
      throw Complaint.failure(
          "run %s: result %s (expected: one of %s)"
              .formatted(run, result, List.of(RunResult.values())));
    }
  }

  private void show(boolean asDocument) {
    var last = document;
    if (last != null && (asDocument || !globals.isJson())) {
      var name = last.path("job_name").asText("");
      new Results(globals).print(new Snapshot(name, null, last));
    }
  }

  private int detached(Interrupts.Kind signal) {
    view.say(
        List.of(
            "the run goes on; scripts/sampo %sruns watch %s".formatted(globals.dataOption(), run)));
    return signal.exitCode();
  }
}
