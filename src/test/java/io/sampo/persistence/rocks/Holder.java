package io.sampo.persistence.rocks;

import java.io.IOException;
import java.nio.file.Path;

/** A process that writes three events into a folder and then holds it until it is killed. */
final class Holder {

  private Holder() {}

  /** Starts it; returns when the events are confirmed. */
  static Process of(Path folder) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var line = process.inputReader().readLine();
    if (!"ready".equals(line)) {
      throw new AssertionError("the holder of " + folder + " said " + line);
    }
    return process;
  }

  static void main(String[] folder) throws InterruptedException {
    var store = RocksStore.open(Path.of(folder[0]), StoreSettings.DEFAULT);
    store.append(Events.events(1, 3)).join();
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
