package io.sampo.cli.watch;

import io.sampo.cli.http.EventStream;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.server.ServerRuns;
import io.sampo.model.RunId;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a server tells of one run: its events as they happen, from another node when the one that
 * sent them is gone, and documents when they are asked for. Threads of its own bring it in; a
 * reader that is too slow holds them up.
 */
final class Feed implements AutoCloseable {

  private static final int NEWS_MAX = 10_000;
  private static final long PAUSE_MILLIS = 250;

  private final ServerClient client;
  private final RunId run;
  private final BlockingQueue<News> news = new ArrayBlockingQueue<>(NEWS_MAX);
  private final AtomicBoolean isFetching = new AtomicBoolean();
  private volatile boolean isClosed;
  private volatile @Nullable EventStream stream;

  private Feed(ServerClient client, RunId run) {
    this.client = client;
    this.run = run;
  }

  /** Begins with the first event of the run. */
  static Feed open(ServerClient client, RunId run) {
    var feed = new Feed(client, run);
    Thread.startVirtualThread(feed::follow);
    return feed;
  }

  /** The next thing that is known, or null if there is none for so long. */
  @Nullable News poll(long millis) throws InterruptedException {
    return news.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Asks for a document; false if one is under way already. */
  boolean fetch() {
    if (!isFetching.compareAndSet(false, true)) {
      return false;
    }
    Thread.startVirtualThread(() -> {
      try {
        var document = client.get(ServerRuns.path(run));
        isFetching.set(false);
        news.put(new News.Stands(document));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        tell(new News.Failed(e));
      }
    });
    return true;
  }

  /** Goes over to another node: the one that sends is silent though something happened. */
  void reconnect() {
    var open = stream;
    if (open != null) {
      client.leave(open.node());
      open.close();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    var open = stream;
    if (open != null) {
      open.close();
    }
    news.clear();
  }

  private void follow() {
    @Nullable String lastId = null;
    try {
      while (!isClosed) {
        var node = client.node();
        try (var open = client.open(ServerRuns.path(run) + "/events", lastId)) {
          stream = open;
          news.put(new News.Connected(open.node()));
          for (var event = open.next(); event != null && !isClosed; event = open.next()) {
            lastId = event.id();
            news.put(new News.Happened(event));
          }
          client.leave(node);
          news.put(new News.Closed(node));
        } catch (IOException e) {
          client.leave(node);
          news.put(new News.Lost(node, String.valueOf(e.getMessage())));
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      tell(new News.Failed(e));
    }
  }

  private void tell(News last) {
    try {
      news.put(last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
