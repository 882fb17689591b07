package io.sampo.persistence.rocks;

import java.io.IOException;
import java.nio.file.Path;

/** A process that writes events into a folder until it is killed. */
final class Holder {

  private Holder() {}

  /** Writes three events, then only holds the folder; returned when they are confirmed. */
  static Process of(Path folder) throws IOException {
    return start(folder, 3);
  }

  /** Goes on writing and prints each number as it is confirmed. */
  static Process writing(Path folder) throws IOException {
    return start(folder, Long.MAX_VALUE);
  }

  private static Process start(Path folder, long events) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString(),
                Long.toString(events))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var line = process.inputReader().readLine();
    if (!"ready".equals(line)) {
      throw new AssertionError("the holder of " + folder + " said " + line);
    }
    return process;
  }

  static void main(String[] arguments) throws InterruptedException {
    var store = RocksStore.open(Path.of(arguments[0]), StoreSettings.DEFAULT);
    store.append(Events.events(1, 3)).join();
    System.out.println("ready");
    for (var number = 4L; number <= Long.parseLong(arguments[1]); number++) {
      store.append(Events.events(number, number)).join();
      System.out.println(number);
    }
    Thread.currentThread().join();
  }
}
