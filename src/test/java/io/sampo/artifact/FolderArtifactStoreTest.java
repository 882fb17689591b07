package io.sampo.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderArtifactStoreTest {

  private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.UTF_8);

  /** What {@code sha256sum} says of the same bytes. */
  private static final ContentHash HELLO_HASH =
      new ContentHash("5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03");

  @TempDir private Path folder;
  private FolderArtifactStore store;

  @BeforeEach
  void open() throws IOException {
    store = new FolderArtifactStore(folder.resolve("artifacts"));
  }

  @Test
  void bytes_are_found_by_their_hash() throws IOException {
    assertThat(store.put(HELLO)).isEqualTo(HELLO_HASH);

    assertThat(store.path(HELLO_HASH)).hasBinaryContent(HELLO);
  }

  @Test
  void a_file_is_kept_as_it_was_when_it_was_put() throws IOException {
    var file = Files.write(folder.resolve("notebook.java"), HELLO);
    var hash = store.put(file);

    Files.writeString(file, "changed");

    assertThat(new FolderArtifactStore(folder.resolve("artifacts")).path(hash))
        .hasBinaryContent(HELLO);
  }

  @Test
  void the_same_bytes_are_stored_once() throws IOException {
    store.put(HELLO);
    store.put(HELLO);

    try (var files = Files.walk(folder.resolve("artifacts"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void damage_is_told_with_the_file_and_mended_by_the_next_put() throws IOException {
    var file = store.path(store.put(HELLO));
    Files.writeString(file, "hellO\n");

    assertThatThrownBy(() -> store.path(HELLO_HASH))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("is damaged", file.toString(), HELLO_HASH.hex());

    store.put(HELLO);
    assertThat(store.path(HELLO_HASH)).hasBinaryContent(HELLO);
  }

  @Test
  void an_unknown_hash_is_named() {
    assertThatThrownBy(() -> store.path(HELLO_HASH))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(HELLO_HASH + " was never stored here");
  }
}
