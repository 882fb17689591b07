package io.sampo.persistence.postgres;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.JournalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The database of one actor system: connected and migrated when it is first asked for, closed when
 * the last actor of the system has stopped. Ask for it before the first entity starts, where a
 * failure can be told: the journal plug-in asks, too.
 */
public final class PostgresStores implements Extension {

  /** Connections for whoever reads past the entities, and for definitions, ids and artifacts. */
  private static final int SHARED_CONNECTIONS = 3;

  /** The roll waits for nobody: a node that cannot renew for long must end itself. */
  private static final int ROLL_CONNECTIONS = 2;

  private static final Duration ROLL_STATEMENT = Duration.ofSeconds(4);

  private static final class Id extends AbstractExtensionId<PostgresStores> {

    @Override
    public PostgresStores createExtension(ExtendedActorSystem system) {
      var config = system.settings().config().getConfig("sampo.journal.postgres");
      var stores = open(PostgresSettings.of(config));
      system.registerOnTermination(stores::close);
      return stores;
    }
  }

  private static final Id ID = new Id();

  private final PostgresSettings settings;
  private final Pool shared;
  private final Pool rolls;
  private final SlickJournal journal;
  private final PostgresStore store;
  private final PostgresRoll roll;

  private PostgresStores(PostgresSettings settings) {
    this.settings = settings;
    shared = Pool.open(settings, "shared", SHARED_CONNECTIONS, settings.statementTimeout());
    rolls = Pool.open(settings, "roll", ROLL_CONNECTIONS, ROLL_STATEMENT);
    journal =
        SlickJournal.over(
            Pool.open(settings, "journal", settings.connections(), settings.statementTimeout()));
    store = new PostgresStore(settings.name(), shared);
    roll = new PostgresRoll(rolls);
  }

  /**
   * What an actor system is told, over {@code reference.conf}, to keep events and snapshots in this
   * database. It refers to the settings under it, and is resolved with them.
   */
  public static Config plugins() {
    return ConfigFactory.parseResources(PostgresStores.class, "plugins.conf");
  }

  /**
   * That of {@code system}.
   *
   * @throws io.sampo.persistence.StoreException if it cannot be reached or is not fit
   */
  public static PostgresStores get(ActorSystem system) {
    return ID.get(system);
  }

  /** That of {@code system}, which may be typed. */
  public static PostgresStores get(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** Opens a database without an actor system; the caller closes it. */
  static PostgresStores open(PostgresSettings settings) {
    new Migrator(settings, Migration.all()).migrate();
    return new PostgresStores(settings);
  }

  /** Definitions, ids, and what can be read past the entities. */
  public JournalStore store() {
    return store;
  }

  /** The roll of coordinators. */
  public PostgresRoll roll() {
    return roll;
  }

  /**
   * The files that coordinators share.
   *
   * @param folder holds those that this node put or fetched; nothing else uses it
   */
  public PostgresArtifacts artifacts(Path folder) throws IOException {
    return new PostgresArtifacts(settings.name(), shared, folder);
  }

  SlickJournal journal() {
    return journal;
  }

  void close() {
    journal.close();
    rolls.close();
    shared.close();
  }
}
