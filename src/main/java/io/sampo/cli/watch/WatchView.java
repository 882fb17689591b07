package io.sampo.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.server.LogPlaces;
import io.sampo.cli.session.Surroundings;
import io.sampo.cli.view.Screen;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows on stderr how a run on a server goes on. For one thread. */
sealed interface WatchView {

  /** The view that this terminal, or whatever stderr is, allows. */
  static WatchView of(Surroundings surroundings, LogPlaces logs) {
    return surroundings.isLive()
        ? new Live(surroundings, logs)
        : new Plain(surroundings.err(), logs);
  }

  /** Shows what differs from the document before. */
  void changed(JsonNode document);

  /** Shows lines that stay. */
  void say(List<String> lines);

  /** Lets time pass. */
  void tick(long nowMillis);

  /** Shows the run as it stands at last. */
  void finish(long nowMillis);

  /** One line for each change. */
  final class Plain implements WatchView {

    private final PrintStream out;
    private final LogPlaces logs;
    private @Nullable JsonNode last;

    private Plain(PrintStream out, LogPlaces logs) {
      this.out = out;
      this.logs = logs;
    }

    @Override
    public void changed(JsonNode document) {
      say(DocumentNews.between(last, document, logs).lines());
      last = document;
    }

    @Override
    public void say(List<String> lines) {
      lines.forEach(out::println);
    }

    @Override
    public void tick(long nowMillis) {}

    @Override
    public void finish(long nowMillis) {}
  }

  /** A picture that is redrawn, and above it what went wrong. */
  final class Live implements WatchView {

    private final Screen screen;
    private final int columns;
    private final LogPlaces logs;
    private @Nullable JsonNode last;

    private Live(Surroundings surroundings, LogPlaces logs) {
      this.screen = new Screen(surroundings.err(), surroundings.rows());
      this.columns = surroundings.columns();
      this.logs = logs;
    }

    @Override
    public void changed(JsonNode document) {
      var lasting = DocumentNews.between(last, document, logs).lasting();
      if (!lasting.isEmpty()) {
        say(lasting);
      }
      last = document;
    }

    @Override
    public void say(List<String> lines) {
      screen.say(lines);
    }

    @Override
    public void tick(long nowMillis) {
      screen.tick(() -> picture(nowMillis), nowMillis);
    }

    @Override
    public void finish(long nowMillis) {
      screen.draw(picture(nowMillis));
    }

    private List<String> picture(long nowMillis) {
      var document = last;
      return document == null
          ? List.of()
          : DocumentFrame.lines(document, nowMillis, columns, screen.rowsMax());
    }
  }
}
