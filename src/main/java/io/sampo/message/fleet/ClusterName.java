package io.sampo.message.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.model.Check;
import io.sampo.model.RunId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a job cluster's nodes in one stretch of their life, never used again: {@code
 * job-RUN-KEY-GENERATION}. With the number of a node behind it, it is still a DNS label, and so
 * also a file's name.
 *
 * @param value 1 to 58 of {@code a-z 0-9 -}
 */
public record ClusterName(String value) implements Comparable<ClusterName> {

  /** Nodes of one cluster: their numbers have four digits at most. */
  public static final int NODES_MAX = 1_000;

  private static final int LENGTH_MAX = 63 - "-1000".length();
  private static final int HASH_DIGITS = 10;
  private static final Pattern LABEL = Pattern.compile("[a-z]([a-z0-9-]{0,56}[a-z0-9])?");
  private static final Pattern PLAIN_KEY = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern LIKE_HASHED = Pattern.compile(".*-h[0-9a-f]{10}");

  public ClusterName {
    Check.that(
        LABEL.matcher(value).matches(),
        "cluster name",
        value,
        "at most %d of a-z, 0-9 and '-', a letter first".formatted(LENGTH_MAX));
  }

  /**
   * The name for a generation of the cluster {@code key} of {@code run}. A key that cannot stand in
   * a name as it is, is shortened and told apart by a hash, so two keys never share a name.
   *
   * @param generation counts the times that this cluster of this run was wanted, from 1
   */
  public static ClusterName of(RunId run, String key, int generation) {
    Check.range("generation", generation, 1, Integer.MAX_VALUE);
    var room = LENGTH_MAX - "job-%s--%d".formatted(run, generation).length();
    return new ClusterName("job-%s-%s-%d".formatted(run, label(key, room), generation));
  }

  /** What the node of this number is called, counted from 1. */
  public String node(int number) {
    Check.range("node", number, 1, NODES_MAX);
    return value + "-" + number;
  }

  /** The number of the node that is called {@code name}; 0 if it is none of this cluster. */
  public int number(String name) {
    var prefix = value + "-";
    var digits = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return digits.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(digits) : 0;
  }

  private static String label(String key, int room) {
    var plain = PLAIN_KEY.matcher(key).matches() && !LIKE_HASHED.matcher(key).matches();
    if (plain && key.length() <= room) {
      return key;
    }
    var stem = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var most = room - HASH_DIGITS - "x-h".length();
    var cut = stem.substring(0, Math.min(stem.length(), most));
    return "x%s-h%s".formatted(cut, hash(key)).replace("--", "-");
  }

  private static String hash(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  @Override
  public int compareTo(ClusterName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
