package io.sampo.persistence.postgres;

import com.typesafe.config.Config;
import io.sampo.model.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a node reaches its database; the meaning of each is told in {@code reference.conf}.
 *
 * @param url for JDBC
 * @param login who connects
 * @param schema holds all tables
 * @param connections of the journal; others have a few of their own
 * @param connectTimeout how long a connection may take to be made, and be waited for
 * @param statementTimeout how long a statement may take
 */
public record PostgresSettings(
    String url,
    Login login,
    String schema,
    int connections,
    Duration connectTimeout,
    Duration statementTimeout) {

  private static final String URL_START = "jdbc:postgresql:";
  private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  /** Who connects. */
  public record Login(String user, String password) {

    @Override
    public String toString() {
      return user;
    }
  }

  public PostgresSettings {
    Check.that(
        url.startsWith(URL_START),
        "sampo.journal.postgres.url",
        url.isEmpty() ? "\"\"" : withoutParameters(url),
        URL_START + "//HOST:PORT/DATABASE");
    Check.that(
        SCHEMA.matcher(schema).matches(),
        "sampo.journal.postgres.schema",
        schema,
        "1 to 63 of a-z, 0-9 and _, no digit first");
    Check.range("sampo.journal.postgres.connections", connections, 2, 1_000);
    range("connect-timeout", connectTimeout);
    range("statement-timeout", statementTimeout);
  }

  private static void range(String key, Duration value) {
    Check.that(
        value.toMillis() >= 250 && value.toMillis() <= 600_000,
        "sampo.journal.postgres." + key,
        value,
        "PT0.25S to PT10M");
  }

  /**
   * Reads the block {@code sampo.journal.postgres}, and the file of the password if it names one.
   */
  public static PostgresSettings of(Config config) {
    return new PostgresSettings(
        config.getString("url"),
        new Login(config.getString("user"), password(config)),
        config.getString("schema"),
        config.getInt("connections"),
        config.getDuration("connect-timeout"),
        config.getDuration("statement-timeout"));
  }

  private static String password(Config config) {
    var file = config.getString("password-file");
    if (file.isEmpty()) {
      return config.getString("password");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "sampo.journal.postgres.password-file: %s cannot be read (%s); let it hold the password"
              .formatted(file, e),
          e);
    }
  }

  /** The database for messages: parameters of a URL may hold secrets. */
  String name() {
    return withoutParameters(url);
  }

  private static String withoutParameters(String url) {
    return url.split("\\?", 2)[0];
  }
}
