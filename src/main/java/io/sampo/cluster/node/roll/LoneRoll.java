package io.sampo.cluster.node.roll;

import io.sampo.membership.Entry;
import java.util.List;
import java.util.Set;

/** The roll of a cluster with one coordinator: the lock of the journal's folder says who it is. */
public record LoneRoll(String self, String address) implements Roll {

  @Override
  public List<Entry> sign(boolean isMember) {
    return List.of(new Entry(self, address, 0, isMember, false));
  }

  @Override
  public boolean exclude(Set<String> nodes) {
    return true;
  }

  @Override
  public boolean found() {
    return true;
  }
}
