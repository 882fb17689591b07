package io.sampo.worker.shelf;

import io.sampo.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies in the folder of a shelf, in the order in which it was last used, and who holds it. It
 * never holds more bytes than it may: before a file comes, those that nobody holds go, the one not
 * used for longest first. Thread-safe.
 */
final class Stock {

  private static final String DRAFT = ".draft";

  /** A file, or one on its way. Changed by the stock alone. */
  static final class Item {

    private final ContentHash hash;

    /** Files are checked whenever somebody takes hold of them first; null while nobody does. */
    private @Nullable CompletableFuture<Path> content;

    private long bytes;
    private int holders;

    private Item(ContentHash hash) {
      this.hash = hash;
    }

    private boolean mayGo() {
      return holders == 0 && content == null;
    }
  }

  private final Path folder;
  private final long bytesMax;
  private final Map<ContentHash, Item> items = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** Takes over what an earlier life left in {@code folder}; nobody else may use it. */
  Stock(Path folder, long bytesMax) throws IOException {
    this.folder = Files.createDirectories(folder.toAbsolutePath());
    this.bytesMax = bytesMax;
    try (var left = Files.list(this.folder)) {
      for (var file : left.sorted(Comparator.comparingLong(Stock::age)).toList()) {
        adopt(file);
      }
    }
    evict(bytesMax);
  }

  private static long age(Path file) {
    return file.toFile().lastModified();
  }

  private void adopt(Path file) throws IOException {
    var name = file.getFileName().toString();
    if (name.endsWith(DRAFT)) {
      Files.delete(file);
    } else {
      var item = new Item(new ContentHash(name));
      item.bytes = Files.size(file);
      bytes += item.bytes;
      items.put(item.hash, item);
    }
  }

  Path place(ContentHash hash) {
    return folder.resolve(hash.hex());
  }

  /** A new empty file: another life may still be writing one for the same hash. */
  Path draft(ContentHash hash) throws IOException {
    return Files.createTempFile(folder, hash.hex(), DRAFT);
  }

  /** What somebody has hold of, and its content once that is there. */
  record Claim(Item item, CompletableFuture<Path> content) {

    ContentHash hash() {
      return item.hash;
    }
  }

  /** Takes hold. {@code bring} is to see to it that the file is there, and returns at once. */
  synchronized Claim take(ContentHash hash, Consumer<Claim> bring) {
    var item = items.computeIfAbsent(hash, Item::new);
    item.holders++;
    if (item.content != null) {
      return new Claim(item, item.content);
    }
    item.content = new CompletableFuture<>();
    var claim = new Claim(item, item.content);
    bring.accept(claim);
    return claim;
  }

  /** One hold less; to be called once for each. Counts as a use. */
  synchronized void release(Claim claim) {
    claim.item.holders--;
    items.get(claim.hash());
    rest(claim);
  }

  /** The file is in its place. */
  synchronized void brought(Claim claim) {
    claim.content.complete(place(claim.hash()));
    rest(claim);
  }

  /** The file is not to be had: whoever waits for it is told, and the next one tries again. */
  synchronized void failed(Claim claim, Throwable failure) {
    items.remove(claim.hash(), claim.item);
    bytes -= claim.item.bytes;
    try {
      Files.deleteIfExists(place(claim.hash()));
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    claim.content.completeExceptionally(failure);
  }

  private static void rest(Claim claim) {
    if (claim.item.holders == 0 && claim.content.isDone()) {
      claim.item.content = null;
    }
  }

  /**
   * Counts the file as {@code size} bytes, for which others may have to go.
   *
   * @throws IOException if all that is held leaves no room for it
   */
  synchronized void room(Claim claim, long size) throws IOException {
    bytes -= claim.item.bytes;
    claim.item.bytes = 0;
    evict(bytesMax - size);
    if (bytes + size > bytesMax) {
      throw new IOException(
          ("no room for %d bytes beside %d that are in use"
                  + " (sampo.worker.shelf.bytes-max is %d; make it larger)")
              .formatted(size, bytes, bytesMax));
    }
    bytes += size;
    claim.item.bytes = size;
  }

  private void evict(long upTo) throws IOException {
    var oldest = items.values().iterator();
    while (bytes > upTo && oldest.hasNext()) {
      var next = oldest.next();
      if (next.mayGo()) {
        Files.deleteIfExists(place(next.hash));
        oldest.remove();
        bytes -= next.bytes;
      }
    }
  }

  /** The file, if somebody holds it; null if nobody does. */
  synchronized @Nullable Path held(ContentHash hash) {
    var item = items.get(hash);
    return item == null || item.content == null ? null : item.content.getNow(null);
  }
}
