package io.sampo.persistence.rocks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.sampo.persistence.StoreException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The journal folders that one actor system has open: each is opened when it is first asked for and
 * closed when the last actor of the system has stopped.
 */
public final class RocksStores implements Extension {

  /** What an actor system is told, over {@code reference.conf}, to persist in {@code folder}. */
  public static Config plugins(Path folder) {
    return ConfigFactory.parseMap(Map.of("sampo.journal.rocks.folder", folder.toString()))
        .withFallback(ConfigFactory.parseResources(RocksStores.class, "plugins.conf"));
  }

  private static final class Id extends AbstractExtensionId<RocksStores> {

    @Override
    public RocksStores createExtension(ExtendedActorSystem system) {
      var stores = new RocksStores();
      system.registerOnTermination(stores::close);
      return stores;
    }
  }

  private static final Id ID = new Id();

  private final Map<Path, RocksStore> open = new HashMap<>();
  private boolean closed;

  private RocksStores() {}

  /** Those of {@code system}. */
  public static RocksStores get(ActorSystem system) {
    return ID.get(system);
  }

  /** Those of {@code system}, which may be typed. */
  public static RocksStores get(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /**
   * The store of {@code folder}; it is not the caller's to close.
   *
   * @param settings count only for the first caller, who opens it
   * @throws StoreException if it cannot be opened
   * @throws IllegalStateException if the system has terminated
   */
  public synchronized RocksStore store(Path folder, StoreSettings settings) {
    if (closed) {
      throw new IllegalStateException(
          folder + ": the actor system has terminated; ask for its journal before that");
    }
    return open.computeIfAbsent(
        folder.toAbsolutePath().normalize(), path -> RocksStore.open(path, settings));
  }

  private synchronized void close() {
    closed = true;
    open.values().forEach(RocksStore::close);
    open.clear();
  }
}
