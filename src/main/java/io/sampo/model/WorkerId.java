package io.sampo.model;

/**
 * One life of one worker. The name is the place, the incarnation the life: a worker that restarts
 * keeps its name and gets a higher incarnation, and knows nothing of what the life before it did.
 *
 * @param name unique in the cluster, at most 200 characters
 * @param incarnation grows with every start of the worker of this name; at least 1
 */
public record WorkerId(String name, long incarnation) implements Comparable<WorkerId> {

  public WorkerId {
    Check.that(!name.isBlank() && name.length() <= 200, "worker", name, "1 to 200 characters");
    Check.range("incarnation", incarnation, 1, Long.MAX_VALUE);
  }

  @Override
  public int compareTo(WorkerId other) {
    var byName = name.compareTo(other.name);
    return byName != 0 ? byName : Long.compare(incarnation, other.incarnation);
  }

  @Override
  public String toString() {
    return name + "#" + incarnation;
  }
}
