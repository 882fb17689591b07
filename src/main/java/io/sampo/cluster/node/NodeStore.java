package io.sampo.cluster.node;

import com.typesafe.config.Config;
import io.sampo.artifact.ArtifactStore;
import io.sampo.artifact.FolderArtifactStore;
import io.sampo.cluster.node.roll.LoneRoll;
import io.sampo.cluster.node.roll.Roll;
import io.sampo.cluster.node.roll.SharedRoll;
import io.sampo.config.NodeSetup;
import io.sampo.persistence.JournalStore;
import io.sampo.persistence.postgres.PostgresStores;
import io.sampo.persistence.rocks.RocksStores;
import io.sampo.persistence.rocks.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a coordinator node keeps in its folder or in the database it shares with the others.
 *
 * @param failure completes when nothing can be written any more until the node starts anew
 */
record NodeStore(
    JournalStore journal, ArtifactStore files, Roll roll, CompletableFuture<?> failure) {

  private static final Logger LOG = LoggerFactory.getLogger(NodeStore.class);

  /** What Pekko is told of the journal. */
  static Config config(NodeSetup setup, NodeFolders folders) {
    return switch (setup.journal()) {
      case EMBEDDED -> RocksStores.plugins(folders.journal());
      case POSTGRES -> PostgresStores.plugins();
    };
  }

  /**
   * Opens it; it is closed with {@code system}.
   *
   * @throws RuntimeException if the journal cannot be opened; the message says why
   */
  static NodeStore open(
      ActorSystem<?> system, NodeSetup setup, NodeFolders folders, Neighbours neighbours) {
    return switch (setup.journal()) {
      case EMBEDDED -> embedded(system, folders, neighbours);
      case POSTGRES -> postgres(system, setup, folders, neighbours);
    };
  }

  private static NodeStore embedded(
      ActorSystem<?> system, NodeFolders folders, Neighbours neighbours) {
    var settings = StoreSettings.of(system.settings().config().getConfig("sampo.journal.rocks"));
    var store = RocksStores.get(system).store(folders.journal(), settings);
    store.warnings().forEach(LOG::warn);
    var roll = new LoneRoll(neighbours.self(), neighbours.address());
    return new NodeStore(store, files(folders.files()), roll, store.failure());
  }

  private static NodeStore postgres(
      ActorSystem<?> system, NodeSetup setup, NodeFolders folders, Neighbours neighbours) {
    var stores = PostgresStores.get(system);
    try {
      return new NodeStore(
          stores.store(),
          stores.artifacts(folders.files()),
          new SharedRoll(stores.roll(), setup.name(), neighbours.self(), neighbours.address()),
          new CompletableFuture<>());
    } catch (IOException e) {
      throw new UncheckedIOException(folders.files() + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static FolderArtifactStore files(Path folder) {
    try {
      return new FolderArtifactStore(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be used: " + e.getMessage(), e);
    }
  }
}
