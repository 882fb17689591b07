package io.sampo.persistence.postgres;

import io.sampo.artifact.ArtifactStore;
import io.sampo.artifact.FolderArtifactStore;
import io.sampo.model.ContentHash;
import io.sampo.persistence.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An artifact store in the database that coordinators share, with a folder of this node before it:
 * what is asked for is fetched into the folder once, and read from there.
 */
public final class PostgresArtifacts implements ArtifactStore {

  private final Chunks chunks;
  private final Path drafts;
  private final FolderArtifactStore fetched;

  PostgresArtifacts(String database, Pool pool, Path folder) throws IOException {
    chunks = new Chunks(database, pool, Chunks.Kind.ARTIFACT);
    fetched = new FolderArtifactStore(folder);
    drafts = Files.createDirectories(folder.resolve("fetching"));
  }

  @Override
  public ContentHash put(Path file) throws IOException {
    return share(fetched.put(file));
  }

  @Override
  public ContentHash put(byte[] bytes) throws IOException {
    return share(fetched.put(bytes));
  }

  /** {@inheritDoc} A file of the folder that is missing or damaged is fetched anew. */
  @Override
  public Path path(ContentHash hash) throws IOException {
    try {
      return fetched.path(hash);
    } catch (IOException e) { // is missing or damaged here, which says nothing of the database
      fetch(hash);
      return fetched.path(hash);
    }
  }

  private ContentHash share(ContentHash hash) throws IOException {
    try (var content = Files.newInputStream(fetched.path(hash))) {
      chunks.put(hash, content);
      return hash;
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void fetch(ContentHash hash) throws IOException {
    var draft = Files.createTempFile(drafts, "artifact", null);
    try {
      try (var out = Files.newOutputStream(draft)) {
        if (!chunks.copy(hash, out)) {
          throw new NoSuchFileException(
              hash.hex(), null, "artifact " + hash + " was never stored in the database");
        }
      }
      fetched.put(draft);
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
