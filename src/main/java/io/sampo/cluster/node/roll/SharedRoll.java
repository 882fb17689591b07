package io.sampo.cluster.node.roll;

import io.sampo.membership.Entry;
import io.sampo.membership.Founding;
import io.sampo.persistence.postgres.PostgresRoll;
import java.util.List;
import java.util.Set;

/** The roll in the database that all coordinators share. */
public final class SharedRoll implements Roll {

  private final PostgresRoll roll;
  private final String name;
  private final String self;
  private final String address;
  private boolean isOnRoll;

  /** The roll as the life {@code self} of the node {@code name} uses it. */
  public SharedRoll(PostgresRoll roll, String name, String self, String address) {
    this.roll = roll;
    this.name = name;
    this.self = self;
    this.address = address;
  }

  @Override
  public synchronized List<Entry> sign(boolean isMember) {
    if (!isOnRoll) {
      roll.sign(self, name, address);
      isOnRoll = true;
    }
    return roll.renew(self, isMember).lives().stream()
        .map(life ->
            new Entry(life.uid(), life.address(), life.ageMillis(), life.member(), life.excluded()))
        .toList();
  }

  @Override
  public boolean exclude(Set<String> nodes) {
    return roll.exclude(self, nodes);
  }

  @Override
  public boolean found() {
    return roll.found(self, Founding.FRESH_MILLIS);
  }
}
