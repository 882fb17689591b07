package io.sampo.artifact;

import io.sampo.model.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An artifact store in a folder: one file for each content, {@code ab/abcd…}, named by its hash.
 * Files appear whole or not at all; what a crash leaves behind are only files in {@code temporary},
 * which nobody reads.
 */
public final class FolderArtifactStore implements ArtifactStore {

  private final Path folder;
  private final Path temporary;

  /** Opens the store in {@code folder}, which is created if it is missing. */
  public FolderArtifactStore(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.temporary = Files.createDirectories(this.folder.resolve("temporary"));
  }

  @Override
  public ContentHash put(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return store(in);
    }
  }

  @Override
  public ContentHash put(byte[] bytes) throws IOException {
    return store(new ByteArrayInputStream(bytes));
  }

  @Override
  public boolean has(ContentHash hash) {
    return Files.exists(place(hash));
  }

  @Override
  public Path path(ContentHash hash) throws IOException {
    var file = place(hash);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "artifact " + hash + " was never stored here");
    }
    var found = hashOf(file);
    if (!found.equals(hash)) {
      throw new IOException(
          "artifact %s is damaged: %s hashes to %s (remove that file and submit again)"
              .formatted(hash, file, found));
    }
    return file;
  }

  private ContentHash store(InputStream content) throws IOException {
    var draft = Files.createTempFile(temporary, "artifact", null);
    try {
      var hash = copy(content, draft);
      var file = place(hash);
      if (!Files.exists(file) || !hashOf(file).equals(hash)) {
        var shelf = Files.createDirectories(shelf(hash));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        sync(shelf);
        sync(folder);
      }
      return hash;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static ContentHash copy(InputStream content, Path draft) throws IOException {
    var digest = sha256();
    try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      new DigestInputStream(content, digest).transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
    return new ContentHash(HexFormat.of().formatHex(digest.digest()));
  }

  private Path place(ContentHash hash) {
    return shelf(hash).resolve(hash.hex());
  }

  private Path shelf(ContentHash hash) {
    return folder.resolve(hash.hex().substring(0, 2));
  }

  private static ContentHash hashOf(Path file) throws IOException {
    var digest = sha256();
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return new ContentHash(HexFormat.of().formatHex(digest.digest()));
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
