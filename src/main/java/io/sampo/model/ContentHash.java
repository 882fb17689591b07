package io.sampo.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of some bytes that never change: their SHA-256.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentHash(String hex) {

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public ContentHash {
    Check.that(SHA_256.matcher(hex).matches(), "content hash", hex, "64 hexadecimal digits");
  }

  /** The name of {@code bytes}. */
  public static ContentHash of(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new ContentHash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
