package io.sampo.definition.importer.part;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A value that keeps the place it came from wherever it is moved. Never changes. */
public sealed interface Part {

  /** Where the value stands, and where what is wrong with it is noted. */
  Value at();

  /** A single value, as {@link Scalar} has it. */
  record Text(Value at, String text, Form form) implements Part {

    /** Whether it says that there is nothing. */
    public boolean isNull() {
      return new Scalar(text, form, 1, 1).isNull();
    }
  }

  /** Values in order. */
  record Items(Value at, List<Part> items) implements Part {

    public Items {
      items = List.copyOf(items);
    }
  }

  /** Named values in order. */
  record Members(Value at, Map<String, Member> members) implements Part {

    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The value called {@code name}; null if there is none, or it says that there is nothing. */
    public @Nullable Part get(String name) {
      var member = members.get(name);
      return member == null || (member.part() instanceof Text text && text.isNull())
          ? null
          : member.part();
    }

    /** The same with {@code part} called {@code name}, in place of what was called so. */
    public Members with(String name, Part part) {
      var changed = new LinkedHashMap<>(members);
      var before = members.get(name);
      changed.put(name, new Member(before == null ? part.at() : before.name(), part));
      return new Members(at, changed);
    }

    /** The same with the value called {@code name} changed, if there is any. */
    public Members change(String name, UnaryOperator<Part> change) {
      var part = get(name);
      return part == null ? this : with(name, change.apply(part));
    }

    /** The same with every item of the list called {@code name} changed, if there is any. */
    public Members changeEach(String name, UnaryOperator<Part> change) {
      return change(
          name,
          part ->
              part instanceof Items list
                  ? new Items(list.at(), list.items().stream().map(change).toList())
                  : part);
    }

    /** The same without the value called {@code name}. */
    public Members without(String name) {
      var changed = new LinkedHashMap<>(members);
      changed.remove(name);
      return new Members(at, changed);
    }

    /** The text called {@code name}; null if there is none. */
    public @Nullable String text(String name) {
      return get(name) instanceof Text text ? text.text() : null;
    }
  }

  /**
   * A named value.
   *
   * @param name where the name stands
   */
  record Member(Value name, Part part) {}

  /** The tree that stands at {@code at}, names given twice taken once, merge keys followed. */
  static Part of(Value at) {
    return switch (at.node()) {
      case Scalar scalar -> new Text(at, scalar.text(), scalar.form());
      case Sequence _ -> new Items(at, at.items().stream().map(Part::of).toList());
      case Mapping mapping -> new Members(at, members(mapping, at));
    };
  }

  private static Map<String, Member> members(Mapping mapping, Value at) {
    var members = new LinkedHashMap<String, Member>();
    var merged = new ArrayList<Member>();
    for (var entry : mapping.entries()) {
      var place = at.place().field(entry.name());
      var name = new Value(entry.key(), place, at.faults());
      var value = of(new Value(entry.value(), place, at.faults()));
      if (MergeKeys.isMergeKey(entry.key())) {
        merged.add(new Member(name, value));
      } else {
        members.putIfAbsent(entry.name(), new Member(name, value));
      }
    }
    merged.forEach(source -> MergeKeys.merge(source, members));
    return members;
  }

  /** A text of one's own, as if it stood at {@code at}. */
  static Text text(Value at, String text) {
    return new Text(at, text, Form.QUOTED);
  }
}
