package io.sampo.persistence.postgres;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.postgres.local.LocalPostgres;
import io.sampo.persistence.postgres.local.LocalPostgres.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schema of its own for one test, in the PostgreSQL server that all tests of this process share.
 */
public final class TestDatabase {

  /** Where the server's programs are unpacked. */
  public static final Path PROGRAMS = Path.of("target", "postgresql");

  private static final LocalPostgres SHARED =
      new LocalPostgres(Path.of("target", "test-postgres"), PROGRAMS);

  private static @Nullable Server running;

  private TestDatabase() {}

  /** The server, which ends with this process. */
  public static synchronized Server server() {
    var server = running;
    if (server == null) {
      try {
        server = SHARED.start(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      running = server;
      Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stop));
    }
    return server;
  }

  private static void stop() {
    try {
      SHARED.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema that nobody has used. */
  public static String schema() {
    return "t" + UUID.randomUUID().toString().replace("-", "");
  }

  /** The settings of an actor system that journals in {@code schema} of {@code server}. */
  public static Config config(Server server, String schema) {
    return ConfigFactory.parseString(
            """
            sampo.journal.postgres {
              url = "%s"
              user = %s
              password-file = "%s"
              schema = %s
            }
            pekko.loglevel = ERROR
            """
                .formatted(server.url(), LocalPostgres.USER, server.passwordFile(), schema))
        .withFallback(PostgresStores.plugins())
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /** The settings of {@code schema} in the shared server. */
  public static Config config(String schema) {
    return config(server(), schema);
  }

  static PostgresSettings settings(String schema) {
    return settings(server(), schema);
  }

  static PostgresSettings settings(Server server, String schema) {
    return PostgresSettings.of(config(server, schema).getConfig("sampo.journal.postgres"));
  }
}
