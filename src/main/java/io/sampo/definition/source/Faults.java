package io.sampo.definition.source;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Faults of one file as they are found. Keeps the first {@link #LISTED_MAX} of them by position and
 * counts the rest, so that a file that is wrong everywhere costs neither memory nor patience. What
 * is found twice is one fault.
 */
public final class Faults {

  /** How many faults are listed: more than anybody mends at once. */
  public static final int LISTED_MAX = 100;

  private final String file;
  private final boolean isLenient;
  private final NavigableSet<Fault> first = new TreeSet<>();
  private final List<String> ignored = new ArrayList<>();
  private int more;

  public Faults(String file) {
    this(file, false);
  }

  private Faults(String file, boolean isLenient) {
    this.file = file;
    this.isLenient = isLenient;
  }

  /** Faults of a file in which a field that nobody knows is none, but {@link #ignored}. */
  public static Faults lenient(String file) {
    return new Faults(file, true);
  }

  /** Notes that the value {@code at} is wrong. */
  public void add(Node at, Place place, String message) {
    add(at, place, message, () -> null);
  }

  /** The same; {@code suggestion} is asked only if the fault will be listed. */
  public void add(Node at, Place place, String message, Supplier<@Nullable String> suggestion) {
    if (isBeyondList(at.line(), at.column())) {
      more++;
      return;
    }
    keep(new Fault(file, at.line(), at.column(), place.toString(), message, suggestion.get()));
  }

  /** Notes that nobody knows the field whose name is {@code at}. */
  public void unknown(Node at, Place place, Supplier<@Nullable String> suggestion) {
    if (!isLenient) {
      add(at, place, "unknown field", suggestion);
    } else if (ignored.size() < LISTED_MAX) {
      ignored.add(place.toString());
    }
  }

  /** Where the first fields stand that nobody knows and that are no faults. */
  public List<String> ignored() {
    return List.copyOf(ignored);
  }

  void add(Malformed malformed) {
    var path = Place.ROOT.toString();
    keep(new Fault(file, malformed.line(), malformed.column(), path, malformed.getMessage(), null));
  }

  public boolean isEmpty() {
    return first.isEmpty();
  }

  /** The first faults in the order of the file. */
  public List<Fault> listed() {
    return List.copyOf(first);
  }

  /** How many faults there are beyond those listed. */
  public int more() {
    return more;
  }

  private boolean isBeyondList(int line, int column) {
    if (first.size() < LISTED_MAX) {
      return false;
    }
    var last = first.last();
    return line > last.line() || (line == last.line() && column >= last.column());
  }

  private void keep(Fault fault) {
    first.add(fault);
    if (first.size() > LISTED_MAX) {
      first.pollLast();
      more++;
    }
  }
}
