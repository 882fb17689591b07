package io.sampo.campaign.blow;

import io.sampo.campaign.cluster.Postgres;
import java.io.IOException;

/** The end of all connections to the database, which takes new ones at once. */
record CutConnections(Postgres database) implements Blow {

  @Override
  public String kind() {
    return "F11";
  }

  @Override
  public String name() {
    return "pg_terminate_backend of all";
  }

  @Override
  public String target() {
    return "postgres";
  }

  @Override
  public int holdMillis() {
    return 0;
  }

  @Override
  public void strike() throws IOException {
    database.cutConnections();
  }

  @Override
  public void mend() {}
}
