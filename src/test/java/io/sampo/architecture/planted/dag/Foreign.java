package io.sampo.architecture.planted.dag;

import com.fasterxml.jackson.core.JsonParser;
import io.sampo.architecture.planted.attic.WithoutFloor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.typed.ActorRef;

/** Uses, one member each, types that the core must not know. */
public final class Foreign {

  final Map<String, String> threads = new ConcurrentHashMap<>();
  final IdentityHashMap<String, String> identity = new IdentityHashMap<>();

  String file(Path path) throws IOException {
    return Files.readString(path);
  }

  Thread thread(Runnable work) {
    return new Thread(work);
  }

  Thread.Builder builder() {
    return Thread.ofVirtual();
  }

  long clock(Clock clock) {
    return clock.millis();
  }

  boolean framework(ActorRef<String> actor) {
    return actor.path().toString().isEmpty();
  }

  boolean guestOfAnotherPackage(JsonParser parser) {
    return parser.isClosed();
  }

  int upstairs(WithoutFloor upstairs) {
    return upstairs.size();
  }
}
