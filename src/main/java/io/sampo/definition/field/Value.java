package io.sampo.definition.field;

import io.sampo.definition.source.Excerpt;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import io.sampo.definition.source.Place;
import io.sampo.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a job file while it is read: asked for as what it should be, it gives that, or notes a
 * fault and gives null, so that reading always goes on.
 */
public record Value(Node node, Place place, Faults faults) {

  /** Up to 18 digits, so that it always fits; without leading zeros, which mean octal elsewhere. */
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?([eE][+-]?\\d{1,9})?");

  public void fault(String message) {
    faults.add(node, place, message);
  }

  /** The same; {@code suggestion} is asked only if the fault will be listed. */
  public void fault(String message, Supplier<@Nullable String> suggestion) {
    faults.add(node, place, message, suggestion);
  }

  /** Notes that nobody knows the field that this is the name of. */
  void unknown(Supplier<@Nullable String> suggestion) {
    faults.unknown(node, place, suggestion);
  }

  /** Text, for which any single value counts as it was written. May hold references. */
  public @Nullable String text() {
    if (!(node instanceof Scalar scalar) || scalar.form() == Form.NULL) {
      fault("%s (expected: text)".formatted(node.describe()));
      return null;
    }
    var refusal = unusable(scalar.text());
    if (refusal != null) {
      fault(refusal);
      return null;
    }
    return scalar.text();
  }

  /** Text with something in it. May hold references. */
  public @Nullable String filledText() {
    return filled(text());
  }

  /** Text in which no reference is filled in, so that none is taken as it stands either. */
  public @Nullable String literal() {
    var text = text();
    var refusal = text == null ? null : referring(text);
    if (refusal != null) {
      fault(refusal);
      return null;
    }
    return text;
  }

  /** The same with something in it. */
  public @Nullable String filledLiteral() {
    return filled(literal());
  }

  private @Nullable String filled(@Nullable String text) {
    if (text != null && text.isBlank()) {
      fault("empty (expected: text)");
      return null;
    }
    return text;
  }

  /** A whole number in {@code [low, high]}. */
  public @Nullable Long whole(long low, long high) {
    var text = plainText();
    if (text != null && WHOLE.matcher(text).matches()) {
      var whole = Long.parseLong(text);
      if (whole >= low && whole <= high) {
        return whole;
      }
    }
    fault("%s (expected: a whole number from %d to %d)".formatted(node.describe(), low, high));
    return null;
  }

  /** A number in {@code [low, high]}. */
  public @Nullable Double number(double low, double high) {
    var text = plainText();
    if (text != null && NUMBER.matcher(text).matches()) {
      var number = Double.parseDouble(text);
      if (number >= low && number <= high) {
        return number;
      }
    }
    fault("%s (expected: a number from %s to %s)".formatted(node.describe(), low, high));
    return null;
  }

  public @Nullable Boolean flag() {
    return switch (plainText()) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case null, default -> {
        fault("%s (expected: true or false)".formatted(node.describe()));
        yield null;
      }
    };
  }

  /** One of {@code words}. */
  public @Nullable String word(List<String> words) {
    var text = text();
    if (text == null || words.contains(text)) {
      return text;
    }
    fault(
        "%s (expected: %s)".formatted(node.describe(), String.join(" or ", words)),
        () -> Similar.to(text, words));
    return null;
  }

  /** The name of the field that this is the value or the name of. */
  public String name() {
    return place.step();
  }

  public boolean isList() {
    return node instanceof Sequence;
  }

  /** The members of a list; none if it is no list. */
  public List<Value> items() {
    if (!(node instanceof Sequence sequence)) {
      fault("%s (expected: a list)".formatted(node.describe()));
      return List.of();
    }
    var items = new ArrayList<Value>(sequence.items().size());
    for (var item : sequence.items()) {
      items.add(new Value(item, place.item(items.size()), faults));
    }
    return items;
  }

  /** The members of a mapping by name; none if it is no mapping. */
  public Map<String, Value> members() {
    if (!(node instanceof Mapping mapping)) {
      fault("%s (expected: a mapping)".formatted(node.describe()));
      return Map.of();
    }
    var members = new LinkedHashMap<String, Value>();
    for (var entry : mapping.entries()) {
      var member = new Value(entry.value(), place.field(entry.name()), faults);
      members.putIfAbsent(entry.name(), member);
    }
    return members;
  }

  /** The members of a mapping by name, with those faults told that are in the names. */
  public Map<String, Value> namedMembers() {
    var members = members();
    for (var member : members.entrySet()) {
      var refusal = unusable(member.getKey());
      var reason = refusal == null ? referring(member.getKey()) : refusal;
      if (reason != null) {
        member.getValue().fault(reason);
      }
    }
    return members;
  }

  private @Nullable String plainText() {
    return node instanceof Scalar scalar && scalar.form() == Form.PLAIN ? scalar.text() : null;
  }

  /** Why {@code text} cannot stand where no reference is filled in; null if it can. */
  private static @Nullable String referring(String text) {
    var template = Template.parse(text);
    if (template.isPlain() && template.faults().isEmpty()) {
      return null;
    }
    return "%s: references are not filled in here (expected: plain text)"
        .formatted(Excerpt.of(text));
  }

  /** Why no process and no file could take {@code text}; null if they can. */
  private static @Nullable String unusable(String text) {
    if (text.indexOf(0) >= 0) {
      return "%s holds a NUL character (expected: text without)".formatted(Excerpt.of(text));
    }
    for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        return "%s holds half a character (expected: whole ones)".formatted(Excerpt.of(text));
      }
    }
    return null;
  }
}
