package io.sampo.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roll of coordinators: one row for each life of a coordinator node, in the database that all
 * of them share. Its clock alone says how long a node has not been heard of, and one row says who
 * was excluded. Blocks for a statement's time at most; throws a {@link
 * io.sampo.persistence.StoreException} if the database did not answer, and then nothing is known.
 *
 * <p>Rows of lives that have not renewed for a day go when somebody signs. A life whose row is gone
 * finds itself not signed, and must end as if it were excluded.
 */
public final class PostgresRoll {

  /**
   * One life of a coordinator.
   *
   * @param uid of that life; another life of the same node has another
   * @param name of the node
   * @param address at which the cluster reaches it
   * @param ageMillis since it renewed, by the database's clock
   * @param member whether it was a member of a cluster then
   * @param excluded whether others went on without it; never taken back
   * @param excludedBy the uid of whoever excluded it, if somebody did
   */
  public record Life(
      String uid,
      String name,
      String address,
      long ageMillis,
      boolean member,
      boolean excluded,
      @Nullable String excludedBy) {}

  /**
   * What a renewal found.
   *
   * @param lives all that are on the roll, excluded ones too, in the order of their uids
   */
  public record Renewal(String uid, List<Life> lives) {

    public Renewal {
      lives = List.copyOf(lives);
    }

    /** Whether the life that renewed is on the roll and not excluded: only then may it go on. */
    public boolean mayGoOn() {
      return lives.stream().anyMatch(life -> life.uid().equals(uid) && !life.excluded());
    }
  }

  private static final String SIGN =
      """
      INSERT INTO coordinator (uid, name, address, seen) VALUES (?, ?, ?, now())
      ON CONFLICT (uid) DO NOTHING
      """;
  private static final String SWEEP =
      "DELETE FROM coordinator WHERE seen < now() - interval '1 day'";

  /** Two statements in one round trip and one transaction. */
  private static final String RENEW =
      """
      UPDATE coordinator SET seen = now(), member = member OR ? WHERE uid = ? AND NOT excluded;
      SELECT uid, name, address, member, excluded, excluded_by,
             greatest(0, extract(epoch FROM now() - seen) * 1000)::bigint AS age
      FROM coordinator ORDER BY uid
      """;

  private static final String EXCLUDE = "SELECT exclude_coordinators(?, ?)";

  private static final String FOUND = "SELECT found_cluster(?, ?)";

  private final Pool pool;

  PostgresRoll(Pool pool) {
    this.pool = pool;
  }

  /** Puts a new life on the roll, before it does anything else. Signing twice does nothing. */
  public void sign(String uid, String name, String address) {
    var _ =
        pool.use(connection -> {
          try (var sweep = connection.prepareStatement(SWEEP);
              var sign = connection.prepareStatement(SIGN)) {
            sweep.executeUpdate();
            sign.setString(1, uid);
            sign.setString(2, name);
            sign.setString(3, address);
            return sign.executeUpdate();
          }
        });
  }

  /**
   * Says that {@code uid} lives, unless it is excluded, and returns the whole roll. Who was a
   * member stays one: what is renewed may have been sent before the cluster was founded.
   */
  public Renewal renew(String uid, boolean member) {
    return pool.use(connection -> {
      try (var renew = connection.prepareStatement(RENEW)) {
        renew.setBoolean(1, member);
        renew.setString(2, uid);
        renew.execute();
        return new Renewal(uid, lives(renew));
      }
    });
  }

  private static List<Life> lives(PreparedStatement renewed) throws SQLException {
    renewed.getMoreResults();
    try (var rows = renewed.getResultSet()) {
      var lives = new ArrayList<Life>();
      while (rows.next()) {
        lives.add(life(rows));
      }
      return lives;
    }
  }

  private static Life life(ResultSet row) throws SQLException {
    return new Life(
        row.getString("uid"),
        row.getString("name"),
        row.getString("address"),
        row.getLong("age"),
        row.getBoolean("member"),
        row.getBoolean("excluded"),
        row.getString("excluded_by"));
  }

  /**
   * Excludes {@code victims} for ever, in one step: of two who exclude each other, the first wins.
   *
   * @return whether they are excluded now; false if {@code asking} is excluded itself or not on the
   *     roll, and then nothing was changed
   */
  public boolean exclude(String asking, Set<String> victims) {
    return pool.use(connection -> exclude(connection, asking, victims));
  }

  private static boolean exclude(Connection connection, String asking, Set<String> victims)
      throws SQLException {
    try (var exclude = connection.prepareStatement(EXCLUDE)) {
      exclude.setString(1, asking);
      exclude.setArray(2, connection.createArrayOf("text", victims.toArray()));
      try (var rows = exclude.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  /**
   * Makes {@code asking} the first member of a cluster, and excludes all members before, in one
   * step; founders take turns.
   *
   * @return false if {@code asking} is excluded or not on the roll, or some other member has
   *     renewed within {@code freshMillis}; then nothing was changed
   */
  public boolean found(String asking, long freshMillis) {
    return pool.use(connection -> {
      try (var found = connection.prepareStatement(FOUND)) {
        found.setString(1, asking);
        found.setLong(2, freshMillis);
        try (var rows = found.executeQuery()) {
          rows.next();
          return rows.getBoolean(1);
        }
      }
    });
  }
}
