package io.sampo.execution;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.nio.file.Path;

/** Where executors find the bytes of the files that a run has pinned. */
@FunctionalInterface
public interface FileSource {

  /**
   * A local file that holds the bytes of {@code hash}, for reading only.
   *
   * @throws IOException if there are none, or they are damaged
   */
  Path path(ContentHash hash) throws IOException;
}
