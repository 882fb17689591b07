package io.sampo.membership;

import java.util.Set;

/** What is to be done about nodes that are missed. */
public sealed interface Verdict {

  /** Ask the roll to exclude these coordinators, all or none. */
  record Exclude(Set<String> nodes) implements Verdict {

    public Exclude {
      nodes = Set.copyOf(nodes);
    }
  }

  /** The cluster goes on without these. */
  record Down(Set<String> nodes) implements Verdict {

    public Down {
      nodes = Set.copyOf(nodes);
    }
  }

  /** Others have gone on without this node: it ends at once, and may come back as another. */
  record End(String reason) implements Verdict {}
}
