package io.sampo.cli.cluster;

import io.sampo.persistence.postgres.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** The PostgreSQL that comes with Sampo. */
public final class PostgresDatabase implements Database {

  /** Its port is its own to choose, and to remember. */
  private static final int ANY_PORT = 0;

  @Override
  public Access start(Path folder, Path cache) throws IOException {
    var server = new LocalPostgres(folder, cache).start(ANY_PORT);
    return new Access(server.url(), LocalPostgres.USER, server.passwordFile());
  }

  @Override
  public void stop(Path folder, Path cache) throws IOException {
    new LocalPostgres(folder, cache).stop();
  }
}
