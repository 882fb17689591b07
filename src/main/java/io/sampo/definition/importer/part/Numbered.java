package io.sampo.definition.importer.part;

import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A tree of parts from several files as one plain tree, in which a line is the number of a part.
 * What is found wrong in a line can so be told of the place the part came from.
 */
public final class Numbered {

  private static final Pattern EARLIER_LINE = Pattern.compile("\\(first in line (\\d+)\\)");

  private final List<Value> origins = new ArrayList<>();
  private final Node tree;

  private Numbered(Part part) {
    tree = node(part);
  }

  public static Numbered of(Part part) {
    return new Numbered(part);
  }

  public Node tree() {
    return tree;
  }

  /** Where that of which {@code fault} tells came from. */
  public Value origin(Fault fault) {
    return origins.get(fault.line() - 1);
  }

  /** The message of {@code fault} with the line of the file in place of a number. */
  public String message(Fault fault) {
    return EARLIER_LINE
        .matcher(fault.message())
        .replaceAll(found -> {
          var number = Integer.parseInt(Objects.requireNonNull(found.group(1)));
          return "(first in line %d)".formatted(origins.get(number - 1).node().line());
        });
  }

  private Node node(Part part) {
    var line = number(part.at());
    return switch (part) {
      case Text text -> new Scalar(text.text(), text.form(), line, 1);
      case Items list -> new Sequence(list.items().stream().map(this::node).toList(), line, 1);
      case Members mapping -> new Mapping(entries(mapping), line, 1);
    };
  }

  private List<Mapping.Entry> entries(Members mapping) {
    var entries = new ArrayList<Mapping.Entry>(mapping.members().size());
    mapping
        .members()
        .forEach((name, member) -> {
          var key = new Scalar(name, Form.QUOTED, number(member.name()), 1);
          entries.add(new Mapping.Entry(key, node(member.part())));
        });
    return entries;
  }

  private int number(Value origin) {
    origins.add(origin);
    return origins.size();
  }
}
