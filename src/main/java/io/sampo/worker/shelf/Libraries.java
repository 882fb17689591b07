package io.sampo.worker.shelf;

import io.sampo.model.ContentHash;
import io.sampo.protocol.ToLibrary;
import io.sampo.protocol.ToLibrary.Answer;
import io.sampo.protocol.ToLibrary.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.jspecify.annotations.Nullable;

/**
 * The libraries of the coordinator nodes, as one source: asked one after the other, in an order of
 * chance, until one has delivered. A library that does not answer is replaced by the next in the
 * middle of a file; if the whole then has another hash, each is asked for all of it by itself, so
 * that it shows whose bytes are wrong.
 */
public final class Libraries implements Source {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ActorSystem<?> system;
  private final Duration answer;
  private final Duration patience;

  /** Those that the receptionist of {@code system} knows. */
  public Libraries(ActorSystem<?> system, ShelfSettings settings) {
    this.system = system;
    answer = settings.answer();
    patience = settings.patience();
  }

  @Override
  public void fetch(Kind kind, ContentHash hash, Draft draft)
      throws IOException, InterruptedException {
    new Fetching(kind, hash, draft).fetch(System.nanoTime() + patience.toNanos());
  }

  /** One file on its way. */
  private final class Fetching {

    private final Kind kind;
    private final ContentHash hash;
    private final Draft draft;
    private final Map<ActorRef<ToLibrary>, String> complaints = new LinkedHashMap<>();

    /** Libraries whose bytes were wrong, or who said that they do not have it. */
    private final Set<ActorRef<ToLibrary>> useless = new HashSet<>();

    private final Set<ActorRef<ToLibrary>> contributors = new HashSet<>();
    private boolean oneByOne;

    Fetching(Kind kind, ContentHash hash, Draft draft) {
      this.kind = kind;
      this.hash = hash;
      this.draft = draft;
    }

    void fetch(long deadlineNanos) throws IOException, InterruptedException {
      while (true) {
        var libraries = known();
        for (var library : libraries) {
          if (!useless.contains(library) && isFetchedFrom(library)) {
            return;
          }
        }
        if (useless.containsAll(libraries) && !libraries.isEmpty()) {
          throw refusal("");
        }
        if (System.nanoTime() > deadlineNanos) {
          throw refusal(" within " + patience);
        }
        Thread.sleep(PAUSE);
      }
    }

    private IOException refusal(String within) {
      var what = kind == Kind.DEFINITION ? "definition" : "file";
      return new IOException(
          "%s %s is not to be had%s: %s"
              .formatted(
                  what,
                  hash,
                  within,
                  complaints.isEmpty() ? "no coordinator is known" : complaints.values()));
    }

    private boolean isFetchedFrom(ActorRef<ToLibrary> library)
        throws IOException, InterruptedException {
      if (oneByOne) {
        restart();
      }
      while (!draft.isWhole()) {
        if (!isContinuedBy(library)) {
          return false;
        }
      }
      if (draft.isRight()) {
        return true;
      }
      distrust(library, "its bytes have another hash");
      return false;
    }

    /** From now on each library has to deliver the whole by itself, so that it shows who lies. */
    private void distrust(ActorRef<ToLibrary> library, String reason) throws IOException {
      complain(library, reason);
      if (contributors.size() == 1) {
        useless.add(library);
      }
      oneByOne = true;
      restart();
    }

    private void restart() throws IOException {
      draft.restart();
      contributors.clear();
    }

    private boolean isContinuedBy(ActorRef<ToLibrary> library)
        throws IOException, InterruptedException {
      var from = draft.length();
      switch (asked(library, from)) {
        case null -> complain(library, "no answer within " + answer);
        case Answer.Missing(_, var reason) -> {
          complain(library, reason);
          useless.add(library);
        }
        case Answer.Chunk chunk
            when chunk.offset() == from && (chunk.bytes().length > 0 || chunk.total() == from) -> {
          contributors.add(library);
          if (draft.append(chunk.bytes(), chunk.total())) {
            return true;
          }
          distrust(library, "it says that there are %d bytes".formatted(chunk.total()));
        }
        case Answer.Chunk chunk -> {
          complain(library, "%d bytes at %d".formatted(chunk.bytes().length, chunk.offset()));
          useless.add(library);
        }
      }
      return false;
    }

    private @Nullable Answer asked(ActorRef<ToLibrary> library, long offset)
        throws InterruptedException {
      return got(
          AskPattern.ask(
              library,
              replyTo -> new ToLibrary.Fetch(kind, hash, offset, replyTo),
              answer,
              system.scheduler()));
    }

    private void complain(ActorRef<ToLibrary> library, String reason) {
      complaints.put(library, library.path().address() + ": " + reason);
    }
  }

  private List<ActorRef<ToLibrary>> known() throws InterruptedException {
    var listing =
        got(
            AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                system.receptionist(),
                replyTo -> Receptionist.find(ToLibrary.KEY, replyTo),
                answer,
                system.scheduler()));
    var known = new ArrayList<ActorRef<ToLibrary>>();
    if (listing != null) {
      known.addAll(listing.getServiceInstances(ToLibrary.KEY));
    }
    Collections.shuffle(known);
    return known;
  }

  /** The answer; null if there is none. */
  private static <T> @Nullable T got(CompletionStage<T> asked) throws InterruptedException {
    try {
      return asked.toCompletableFuture().get();
    } catch (ExecutionException e) {
      return null;
    }
  }
}
