package io.sampo.persistence.postgres;

import com.typesafe.config.Config;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.jdbc.db.SlickDatabase;
import org.apache.pekko.persistence.jdbc.db.SlickDatabaseProvider;

/** Where pekko-persistence-jdbc finds the database; it makes one for each actor system by name. */
public final class SlickProvider implements SlickDatabaseProvider {

  private final ActorSystem system;

  /** Made by pekko-persistence-jdbc. */
  public SlickProvider(ActorSystem system) {
    this.system = system;
  }

  /** The same for the journal and the snapshots. */
  @Override
  public SlickDatabase database(Config config) {
    return PostgresStores.get(system).journal();
  }
}
