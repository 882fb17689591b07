package io.sampo.model;

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

  @Override
  public String toString() {
    return hex;
  }
}
