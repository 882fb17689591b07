package io.sampo.artifact;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bytes that never change, found by their hash. Safe for use by many threads and processes. */
public interface ArtifactStore {

  /**
   * Stores what {@code file} holds now; it is on disk when this returns.
   *
   * @throws IOException if the file cannot be read, or the store not be written
   */
  ContentHash put(Path file) throws IOException;

  /** Stores {@code bytes}; they are on disk when this returns. */
  ContentHash put(byte[] bytes) throws IOException;

  /**
   * Whether the bytes of {@code hash} were ever stored. Says nothing of whether they are sound.
   *
   * @throws IOException if the store cannot be read
   */
  default boolean has(ContentHash hash) throws IOException {
    try {
      path(hash);
      return true;
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  /**
   * A local file that holds the bytes of {@code hash}, for reading only. Every call reads the whole
   * of it, to be sure that it is what was stored.
   *
   * @throws NoSuchFileException if nothing of that hash was ever stored
   * @throws IOException if the stored bytes are damaged or cannot be read
   */
  Path path(ContentHash hash) throws IOException;
}
