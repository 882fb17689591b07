package io.sampo.campaign.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A node of a cluster.
 *
 * @param place its folder
 * @param http where it answers; null if it does not
 */
public record Node(String name, boolean isCoordinator, Path place, @Nullable URI http) {

  private static final int ENDING_TURNS = 1_000;

  /** Its process; 0 if it has none. */
  public long pid() {
    try {
      var pid = Long.parseLong(Files.readString(place.resolve("pid")).split(" ", 2)[0]);
      return ProcessHandle.of(pid).isPresent() ? pid : 0;
    } catch (IOException | NumberFormatException none) {
      return 0;
    }
  }

  /** Sends a signal to its process, if there is one; after KILL it is gone. */
  public void signal(String signal) throws IOException, InterruptedException {
    var pid = pid();
    if (pid != 0) {
      Signals.send(signal, pid);
      for (var turn = 0; signal.equals("KILL") && pid() == pid && turn < ENDING_TURNS; turn++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
  }

  /** Starts it again, as it was started before, unless it runs. */
  public void start() throws IOException {
    if (pid() == 0) {
      Files.deleteIfExists(place.resolve("pid"));
      new ProcessBuilder("setsid", "sh", place.resolve("start.sh").toString())
          .directory(place.toFile())
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(place.resolve("out.log").toFile()))
          .start();
    }
  }
}
