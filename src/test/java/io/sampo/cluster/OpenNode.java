package io.sampo.cluster;

import com.typesafe.config.ConfigFactory;
import io.sampo.artifact.ArtifactStore;
import io.sampo.artifact.FolderArtifactStore;
import io.sampo.coordinator.CoordinatorTools.Ids;
import io.sampo.coordinator.TokenEntities;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.persistence.RunJournal;
import io.sampo.protocol.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;

/** An embedded node with everything that the HTTP server needs, for tests of that server. */
public final class OpenNode implements AutoCloseable {

  private static final String ROLE = "pekko.cluster.roles = [coordinator]";

  private final EmbeddedNode node;
  private final ArtifactStore files;
  private final Ids ids;

  private OpenNode(EmbeddedNode node, ArtifactStore files, Ids ids) {
    this.node = node;
    this.files = files;
    this.ids = ids;
  }

  /** The node of {@code folder}, with one worker; a later one of the folder goes on with it. */
  public static OpenNode start(Path folder) throws IOException {
    var next = new AtomicLong(System.nanoTime());
    Ids ids = count -> new RunId(next.getAndAdd(count) & RunId.MAX);
    var config = ConfigFactory.parseString(ROLE).withFallback(ConfigFactory.load());
    var settings = new NodeSettings(config, 1, 4, Duration.ofSeconds(2), 1 << 20, ids);
    var node = EmbeddedNode.start(folder, settings);
    TokenEntities.start(node.system(), "coordinator", Clock.SYSTEM);
    return new OpenNode(node, new FolderArtifactStore(NodeFolder.files(folder)), ids);
  }

  public ActorSystem<?> system() {
    return node.system();
  }

  public RunJournal journal() {
    return node.journal();
  }

  public ContentHash put(JobDefinition job) {
    return node.store().putDefinition(DefinitionFormat.encode(job));
  }

  public ArtifactStore files() {
    return files;
  }

  public Ids ids() {
    return ids;
  }

  @Override
  public void close() {
    node.close();
  }
}
