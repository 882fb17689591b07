package io.sampo.campaign.blow;

import io.sampo.campaign.cluster.Postgres;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A database that is gone for a while.
 *
 * @param signal that its first process is sent
 */
record StopDatabase(Postgres database, String name, String signal, int holdMillis) implements Blow {

  /** Until the last of its processes has ended it does not start again. */
  private static final int STARTS_MAX = 20;

  @Override
  public String kind() {
    return "F11";
  }

  @Override
  public String target() {
    return "postgres";
  }

  @Override
  public void strike() throws IOException, InterruptedException {
    database.signal(signal);
  }

  @Override
  public void mend() throws IOException, InterruptedException {
    if (signal.equals("STOP")) {
      database.signal("CONT");
      return;
    }
    for (var turn = 1; ; turn++) {
      try {
        database.start();
        return;
      } catch (IOException e) {
        if (turn == STARTS_MAX) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }
}
