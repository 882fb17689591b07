package io.sampo.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.model.ContentHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who a request comes from. So far there is the administrator alone, who may do everything.
 *
 * @param administrator hash of the administrator's token; null until it is known
 */
public record Callers(Supplier<@Nullable ContentHash> administrator) {

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,200})");

  /**
   * Refuses a request that does not come from somebody with {@code permission}.
   *
   * @throws Refused if it does not
   */
  void check(HttpRequest request, Permission permission) {
    switch (permission) {
      case NONE -> {}
      case VIEW, RUN -> checkAdministrator(Headers.only(request, "authorization"));
    }
  }

  private void checkAdministrator(Optional<String> authorization) {
    var expected = administrator.get();
    if (expected == null) {
      throw new Refused(
          ErrorCode.TEMPORARILY_UNAVAILABLE, "the cluster is not there yet; see /ready");
    }
    var given = authorization.map(BEARER::matcher).filter(bearer -> bearer.matches());
    if (given.isEmpty()) {
      throw new Refused(
          ErrorCode.UNAUTHENTICATED, "no token (expected: Authorization: Bearer TOKEN)");
    }
    // The time that takes tells of hashes only, which nobody can work towards.
    if (!MessageDigest.isEqual(
        hash(given.get().group(1)).hex().getBytes(UTF_8), expected.hex().getBytes(UTF_8))) {
      throw new Refused(ErrorCode.UNAUTHENTICATED, "the token is not of this cluster");
    }
  }

  /** The hash under which a token is kept. */
  public static ContentHash hash(String token) {
    return hash(token.getBytes(UTF_8));
  }

  /** The hash of some bytes. */
  public static ContentHash hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new ContentHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
