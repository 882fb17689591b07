package io.sampo.worker.shelf;

import io.sampo.execution.FileSource;
import io.sampo.model.ContentHash;
import io.sampo.persistence.DefinitionFormat;
import io.sampo.protocol.ToLibrary.Kind;
import io.sampo.run.state.Plan;
import io.sampo.worker.Supplies;
import io.sampo.worker.shelf.Stock.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Supplies of a worker without journal and store: definitions and files by their hash, fetched from
 * a {@link Source} when they are first needed, and kept in a folder of bounded size. What is there
 * is checked again whenever somebody takes hold of it, and fetched anew if it is damaged. Callers
 * who want the same at the same time share one fetch, and a caller who is interrupted leaves it to
 * the others.
 */
public final class Shelf implements Supplies, FileSource {

  private final Stock stock;
  private final Source source;
  private final Plans plans = new Plans(this::fetchPlan);

  /**
   * A shelf.
   *
   * @param folder its own, made if it is missing; what an earlier life left there is used
   * @param bytesMax what lies there never takes more; more than any one file
   * @throws IOException if the folder cannot be used
   */
  public Shelf(Path folder, long bytesMax, Source source) throws IOException {
    stock = new Stock(folder, bytesMax);
    this.source = source;
  }

  @Override
  public @Nullable Plan planAtHand(ContentHash definition) {
    return plans.known(definition);
  }

  @Override
  public Plan plan(ContentHash definition) throws IOException, InterruptedException {
    return plans.plan(definition);
  }

  @Override
  public Held hold(Collection<ContentHash> files) throws IOException, InterruptedException {
    var held = new ArrayList<Claim>();
    try {
      for (var file : files) {
        held.add(take(Kind.FILE, file));
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      held.forEach(stock::release);
      throw e;
    }
    return () -> held.forEach(stock::release);
  }

  /**
   * A file that is held.
   *
   * @throws IOException if it is not
   */
  @Override
  public Path path(ContentHash hash) throws IOException {
    var file = stock.held(hash);
    if (file == null) {
      throw new IOException("file %s (expected: one that the attempt holds)".formatted(hash));
    }
    return file;
  }

  private Claim take(Kind kind, ContentHash hash) throws IOException, InterruptedException {
    var claim =
        stock.take(
            hash,
            fresh -> Thread.ofVirtual().name("fetch-" + hash).start(() -> bring(kind, fresh)));
    try {
      claim.content().get();
      return claim;
    } catch (ExecutionException e) {
      stock.release(claim);
      var cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.getMessage(), cause);
    } catch (InterruptedException e) {
      stock.release(claim);
      throw e;
    }
  }

  private void bring(Kind kind, Claim claim) {
    var hash = claim.hash();
    var place = stock.place(hash);
    try {
      if (!Digests.isRight(place, hash)) {
        Files.deleteIfExists(place);
        try (var draft = new Draft(hash, stock.draft(hash), bytes -> stock.room(claim, bytes))) {
          source.fetch(kind, hash, draft);
          draft.moveTo(place);
        }
      }
      stock.brought(claim);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      stock.failed(claim, e);
    }
  }

  private Plan fetchPlan(ContentHash hash) throws IOException, InterruptedException {
    var claim = take(Kind.DEFINITION, hash);
    try {
      return Plan.of(DefinitionFormat.decode(Files.readAllBytes(stock.place(hash))));
    } finally {
      stock.release(claim);
    }
  }
}
