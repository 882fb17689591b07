package io.sampo.api;

import io.sampo.api.http.Blocking;
import io.sampo.api.http.Callers;
import io.sampo.artifact.SmallFile;
import io.sampo.model.ContentHash;
import io.sampo.protocol.ToAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's token: its hash is in the journal, its text in a file of the node that made
 * it. Every node offers one; the first that is journaled is the cluster's. The text is on disk
 * before it is offered, so that no crash leaves a cluster whose token nobody knows.
 */
final class AdministratorToken {

  private static final Logger LOG = LoggerFactory.getLogger(AdministratorToken.class);

  /** Nobody guesses 256 bits. */
  private static final int BYTES = 32;

  private static final String PREFIX = "sampo_";
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9._~+/=-]{16,200}");
  private static final Duration OFFER_AGAIN = Duration.ofMillis(500);

  private final ActorSystem<?> system;
  private final Path file;
  private final Path draft;
  private final Blocking blocking;
  private volatile @Nullable ContentHash known;
  private volatile boolean isClosed;

  private AdministratorToken(ActorSystem<?> system, Path file, String node, Blocking blocking) {
    this.system = system;
    this.file = file;
    this.draft = file.resolveSibling(file.getFileName() + "." + node + ".draft");
    this.blocking = blocking;
  }

  /** Finds the cluster's token, or makes it; tries until it succeeds or is closed. */
  static AdministratorToken start(
      ActorSystem<?> system, Path file, String node, Blocking blocking) {
    var token = new AdministratorToken(system, file, node, blocking);
    token.offer();
    return token;
  }

  /** The hash of the cluster's token; null as long as the cluster is not there. */
  @Nullable ContentHash hash() {
    return known;
  }

  void close() {
    isClosed = true;
  }

  private void offer() {
    var _ =
        blocking
            .call(this::text)
            .thenCompose(text -> ask(Callers.hash(text)))
            .thenCompose(admitted -> blocking.call(() -> settle(admitted)))
            .whenComplete((hash, failure) -> {
              if (failure == null) {
                known = hash;
              } else if (!isClosed) {
                LOG.info("the administrator's token is not settled yet: {}", failure.toString());
                system
                    .scheduler()
                    .scheduleOnce(OFFER_AGAIN, this::offer, system.executionContext());
              }
            });
  }

  private CompletionStage<ToAccess.Admitted> ask(ContentHash token) {
    return ClusterSharding.get(system)
        .entityRefFor(ToAccess.KEY, ToAccess.ONLY)
        .ask(replyTo -> new ToAccess.Offer(token, replyTo), blocking.patience());
  }

  /** The text to offer: the one that an earlier life has written, or a new one. */
  private String text() throws IOException {
    var found = read(file).or(() -> read(draft));
    if (found.isPresent()) {
      return found.get();
    }
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    SmallFile.write(draft, text + "\n");
    return text;
  }

  private static Optional<String> read(Path from) {
    try {
      var text = Files.readString(from).strip();
      if (TEXT.matcher(text).matches()) {
        return Optional.of(text);
      }
      LOG.warn("{} holds no token (expected: 16 to 200 letters, digits and signs)", from);
    } catch (NoSuchFileException _) {
      // The usual case, the first time.
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", from, e.toString());
    }
    return Optional.empty();
  }

  /** A token of this node's that the cluster has taken stays; one that it has not goes. */
  private ContentHash settle(ToAccess.Admitted admitted) throws IOException {
    var isInFile = read(file).map(Callers::hash).equals(Optional.of(admitted.token()));
    var isDraft = read(draft).map(Callers::hash).equals(Optional.of(admitted.token()));
    if (isDraft && !isInFile && !Files.exists(file)) {
      SmallFile.move(draft, file);
    } else {
      Files.deleteIfExists(draft);
      if (!isInFile && Files.exists(file)) {
        LOG.warn("{} holds another token than the cluster's, which no node may know here", file);
      }
    }
    return admitted.token();
  }
}
