package io.sampo.api.runs;

import io.sampo.api.http.Blocking;
import io.sampo.api.http.Call;
import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Permission;
import io.sampo.api.http.Refused;
import io.sampo.api.http.Replies;
import io.sampo.api.http.Route;
import io.sampo.artifact.ArtifactStore;
import io.sampo.model.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.util.ByteString;

/** The routes by which files of tasks are stored, each under the hash of its content. */
public final class FileRoutes {

  /** An upload that has sent nothing for that long is given up. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** A large file over a slow line, and then one copy of it. */
  private static final Duration UPLOAD_MAX = Duration.ofMinutes(30);

  private final ArtifactStore store;
  private final Path drafts;
  private final long bytesMax;
  private final Blocking blocking;
  private final ClassicActorSystemProvider system;

  /**
   * Routes to {@code store}.
   *
   * @param drafts a folder for what is on its way
   * @param bytesMax the largest file
   */
  public FileRoutes(
      ArtifactStore store,
      Path drafts,
      long bytesMax,
      Blocking blocking,
      ClassicActorSystemProvider system) {
    this.store = store;
    this.drafts = drafts;
    this.bytesMax = bytesMax;
    this.blocking = new Blocking(blocking.executor(), UPLOAD_MAX);
    this.system = system;
  }

  /** The table. */
  public List<Route> table() {
    return List.of(
        Route.of("HEAD", "/api/sampo/1/files/{sha256}", Permission.RUN, this::look),
        Route.of("PUT", "/api/sampo/1/files/{sha256}", Permission.RUN, this::put));
  }

  private CompletionStage<HttpResponse> look(Call call) {
    var hash = call.hash();
    return blocking.call(
        () -> Replies.of(store.has(hash) ? 200 : 404, HttpEntities.create(new byte[0])));
  }

  private CompletionStage<HttpResponse> put(Call call) {
    var wanted = call.hash();
    return blocking
        .call(() -> Files.createTempFile(drafts, "upload", null))
        .thenCompose(draft ->
            receive(call, draft)
                .thenCompose(found -> blocking.call(() -> keep(draft, found, wanted)))
                .whenComplete((_, _) -> delete(draft)));
  }

  private CompletionStage<ContentHash> receive(Call call, Path draft) {
    var digest = sha256();
    return call.request()
        .entity()
        .withSizeLimit(bytesMax)
        .getDataBytes()
        .idleTimeout(SILENCE_MAX)
        .completionTimeout(UPLOAD_MAX)
        .map(bytes -> counted(digest, bytes))
        .runWith(FileIO.toPath(draft), system)
        .thenApply(_ -> new ContentHash(HexFormat.of().formatHex(digest.digest())));
  }

  private static ByteString counted(MessageDigest digest, ByteString bytes) {
    bytes.getByteBuffers().forEach(digest::update);
    return bytes;
  }

  private HttpResponse keep(Path draft, ContentHash found, ContentHash wanted) throws IOException {
    if (!found.equals(wanted)) {
      throw new Refused(
          ErrorCode.HASH_MISMATCH, "the bytes hash to %s (expected: %s)".formatted(found, wanted));
    }
    store.put(draft);
    return Replies.json(Replies.texts(Map.of("sha256", wanted.hex())));
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
