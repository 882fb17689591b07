package io.sampo.config;

import io.sampo.model.Check;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a node of a cluster is, and where.
 *
 * @param name of the node, the same in all its lives: 1 to 63 of a-z, 0-9, -, _ and .
 * @param host under which other nodes reach it
 * @param port of the same; 0 for any free one
 * @param seeds coordinator nodes as {@code host:port}, one of which is to be asked to join
 * @param journal where its runs are journaled; counts only for a coordinator
 */
public record NodeSetup(
    String name, Set<Role> roles, String host, int port, List<String> seeds, Journal journal) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern SEED = Pattern.compile("[^:\\s]+:[0-9]{1,5}");

  /** What a node does. */
  public enum Role {
    /** Holds runs and decides. */
    COORDINATOR,
    /** Carries out attempts. */
    WORKER,
    /** Answers HTTP; is a coordinator, too. */
    API;

    /** As settings and Pekko call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which kind of journal a coordinator has. */
  public enum Journal {
    /** In the node's folder: then there is no other coordinator. */
    EMBEDDED,
    /** In a PostgreSQL database that all coordinators share. */
    POSTGRES
  }

  public NodeSetup {
    Check.that(NAME.matcher(name).matches(), "name", name, "1 to 63 of a-z, 0-9, -, _ and .");
    Check.that(!roles.isEmpty(), "roles", roles, "some of coordinator, worker, api");
    Check.that(
        !roles.contains(Role.API) || roles.contains(Role.COORDINATOR),
        "roles",
        roles,
        "api together with coordinator");
    Check.range("port", port, 0, 65_535);
    for (var seed : seeds) {
      Check.that(SEED.matcher(seed).matches(), "seed", seed, "host:port");
    }
    roles = Set.copyOf(roles);
    seeds = List.copyOf(seeds);
  }

  /** Whether it has that role. */
  public boolean has(Role role) {
    return roles.contains(role);
  }
}
