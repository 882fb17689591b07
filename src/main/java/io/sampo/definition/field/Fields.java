package io.sampo.definition.field;

import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping while they are read. Every field that is asked for becomes known;
 * {@link #end} then refuses the others. A field whose value says that there is nothing is absent.
 */
public final class Fields {

  private final Value owner;
  private final Mapping mapping;
  private final List<String> known = new ArrayList<>();
  private final List<Set<String>> groups = new ArrayList<>();
  private final BitSet taken = new BitSet();

  private Fields(Value owner, Mapping mapping) {
    this.owner = owner;
    this.mapping = mapping;
  }

  /** The fields of {@code owner}; null, and a fault, if it is no mapping. */
  public static @Nullable Fields of(Value owner) {
    if (owner.node() instanceof Mapping mapping) {
      return new Fields(owner, mapping);
    }
    owner.fault("%s (expected: a mapping of fields)".formatted(owner.node().describe()));
    return null;
  }

  /** The mapping itself. */
  public Value owner() {
    return owner;
  }

  public @Nullable Value value(String name) {
    var value = written(name);
    return value == null || saysNothing(value.node()) ? null : value;
  }

  /** The value of a field, even if it says that there is nothing, which may be meant as text. */
  public @Nullable Value written(String name) {
    var entry = take(name);
    return entry == null
        ? null
        : new Value(entry.value(), owner.place().field(name), owner.faults());
  }

  /** The value of a field that must be there. */
  public @Nullable Value required(String name) {
    var value = value(name);
    if (value == null) {
      missing(name);
    }
    return value;
  }

  /**
   * Where the names stand of those fields that are among {@code group}, in the order of the file.
   * Takes no longer for a larger group.
   */
  public List<Value> names(Set<String> group) {
    groups.add(group);
    var names = new ArrayList<Value>();
    var entries = mapping.entries();
    for (var i = 0; i < entries.size(); i++) {
      if (group.contains(entries.get(i).name())) {
        taken.set(i);
        if (!saysNothing(entries.get(i).value())) {
          names.add(nameOf(entries.get(i)));
        }
      }
    }
    return names;
  }

  /** A whole number in {@code [low, high]}; {@code otherwise} if there is none. */
  public long whole(String name, long low, long high, long otherwise) {
    var value = value(name);
    var whole = value == null ? null : value.whole(low, high);
    return whole == null ? otherwise : whole;
  }

  /** A number in {@code [low, high]}; {@code otherwise} if there is none. */
  public double number(String name, double low, double high, double otherwise) {
    var value = value(name);
    var number = value == null ? null : value.number(low, high);
    return number == null ? otherwise : number;
  }

  /** True or false; false if it is absent. */
  public boolean flag(String name) {
    var value = value(name);
    var flag = value == null ? null : value.flag();
    return flag != null && flag;
  }

  /** One of {@code words}; the first of them if it is absent. */
  public String word(String name, List<String> words) {
    var value = value(name);
    var word = value == null ? null : value.word(words);
    return word == null ? words.getFirst() : word;
  }

  /** The members of a list; none if it is absent. */
  public List<Value> items(String name) {
    var value = value(name);
    return value == null ? List.of() : value.items();
  }

  /** The fields of a mapping within this one; null if it is absent. */
  public @Nullable Fields fields(String name) {
    var value = value(name);
    return value == null ? null : of(value);
  }

  /** Notes that a field is not there. */
  public void missing(String name) {
    owner.fault("%s is missing".formatted(name));
  }

  /** Refuses a field that is known, but of no use here, for {@code reason}. */
  public void refuse(String name, String reason) {
    names(Set.of(name)).forEach(at -> at.fault(reason));
  }

  /** Refuses everything that nobody asked for, unless the file's faults are lenient. */
  public void end() {
    var entries = mapping.entries();
    for (var i = taken.nextClearBit(0); i < entries.size(); i = taken.nextClearBit(i + 1)) {
      var key = entries.get(i).key();
      if (!known.contains(key.text())) { // else it is given twice, which was told already
        nameOf(entries.get(i)).unknown(() -> Similar.to(key.text(), allKnown()));
      }
    }
  }

  private SortedSet<String> allKnown() {
    var all = new TreeSet<>(known);
    groups.forEach(all::addAll);
    return all;
  }

  private Value nameOf(Mapping.Entry entry) {
    return new Value(entry.key(), owner.place().field(entry.name()), owner.faults());
  }

  private static boolean saysNothing(Node value) {
    return value instanceof Scalar scalar && scalar.isNull();
  }

  private Mapping.@Nullable Entry take(String name) {
    known.add(name);
    var entries = mapping.entries();
    for (var i = 0; i < entries.size(); i++) {
      if (entries.get(i).name().equals(name)) {
        taken.set(i);
        return entries.get(i);
      }
    }
    return null;
  }
}
