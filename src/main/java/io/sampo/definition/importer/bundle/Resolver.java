package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.importer.part.Report;
import io.sampo.definition.source.Excerpt;
import io.sampo.definition.source.Node.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of references, and values in the place of the references in those. What
 * is only known once a bundle is deployed stays as it is.
 */
final class Resolver {

  /** Levels of values within values, references followed. */
  private static final int DEPTH_MAX = 100;

  /** Characters and values that all references of one bundle may come to. */
  private static final long WEIGHT_MAX = 20_000_000;

  private final Members bundle;
  private final Variables variables;
  private final Report report;
  private final Deque<String> active = new ArrayDeque<>();
  private long weight;

  Resolver(Members bundle, Variables variables, Report report) {
    this.bundle = bundle;
    this.variables = variables;
    this.report = report;
  }

  /** {@code part} without references; those that cannot be followed are faults, and stay. */
  Part resolve(Part part) {
    return resolve(part, 0);
  }

  private Part resolve(Part part, int depth) {
    if (isTooMuch(part, depth)) {
      return part;
    }
    return switch (part) {
      case Text text -> resolve(text, depth);
      case Items list ->
          new Items(
              list.at(), list.items().stream().map(item -> resolve(item, depth + 1)).toList());
      case Members mapping -> {
        var members = new LinkedHashMap<String, Member>();
        mapping
            .members()
            .forEach((name, member) ->
                members.put(name, new Member(member.name(), resolve(member.part(), depth + 1))));
        yield new Members(mapping.at(), members);
      }
    };
  }

  private boolean isTooMuch(Part part, int depth) {
    weight += part instanceof Text text ? 1 + text.text().length() : 1;
    if (weight > WEIGHT_MAX) {
      bundle.at().fault("references come to too much (expected: at most %d)".formatted(WEIGHT_MAX));
      return true;
    }
    if (depth > DEPTH_MAX) {
      part.at().fault("nested too deeply (expected: at most %d levels)".formatted(DEPTH_MAX));
      return true;
    }
    return false;
  }

  private Part resolve(Text text, int depth) {
    var matcher = Reference.PATTERN.matcher(text.text());
    if (matcher.matches()) {
      return follow(Reference.of(matcher.toMatchResult()), text, depth);
    }
    matcher.reset();
    var whole = new StringBuilder();
    var end = 0;
    while (matcher.find()) {
      whole.append(text.text(), end, matcher.start());
      var value = follow(Reference.of(matcher.toMatchResult()), text, depth);
      whole.append(value instanceof Text filled ? filled.text() : refused(matcher.group(), text));
      end = matcher.end();
    }
    return end == 0
        ? text
        : new Text(text.at(), whole.append(text.text().substring(end)).toString(), Form.QUOTED);
  }

  private static String refused(String reference, Text text) {
    text.at().fault("%s is not text (expected: text, within text)".formatted(reference));
    return reference;
  }

  /** What {@code reference} stands for, as if it stood in the place of {@code from}. */
  private Part follow(Reference reference, Text from, int depth) {
    var name = reference.toString();
    var whole = new Text(from.at(), name, from.form());
    if (active.contains(name)) {
      var cycle =
          Stream.concat(active.stream().dropWhile(each -> !each.equals(name)), Stream.of(name));
      from.at()
          .fault(
              "cycle: %s (expected: an end)".formatted(cycle.collect(Collectors.joining(" -> "))));
      return whole;
    }
    active.addLast(name);
    try {
      var found = find(reference, from.at(), depth);
      var value = found == null ? whole : resolve(found, depth + 1);
      return value instanceof Text text ? new Text(from.at(), text.text(), text.form()) : value;
    } finally {
      active.removeLast();
    }
  }

  private @Nullable Part find(Reference reference, Value at, int depth) {
    var steps = reference.steps();
    var isVariable = steps.getFirst().equals("var");
    var value = isVariable ? variables.value(steps.get(1), at) : bundle;
    var number = isVariable ? 2 : 0;
    while (value != null && number < steps.size()) {
      var owner = value instanceof Text ? resolve(value, depth + 1) : value;
      var step = steps.get(number++);
      value = step(owner, step);
      if (value == null) {
        lost(reference, number, owner, at);
      }
    }
    return value;
  }

  private static @Nullable Part step(Part owner, String step) {
    if (!step.startsWith("[")) {
      return owner instanceof Members members ? members.get(step) : null;
    }
    var index = Integer.parseInt(step.substring(1, step.length() - 1));
    return owner instanceof Items list && index < list.items().size()
        ? list.items().get(index)
        : null;
  }

  /** Tells that there is nothing where the step before {@code number} leads from {@code owner}. */
  private void lost(Reference reference, int number, Part owner, Value at) {
    var steps = reference.steps();
    if (steps.getFirst().equals("resources") && number > 3) {
      if (!steps.get(1).equals("jobs")) {
        report.warn(at, reference + " is known once it is deployed, and stays as it is");
        return;
      }
      if (reference.isIdOfJob()) {
        return;
      }
    }
    Set<String> names =
        number == 1
            ? Set.of("var", "bundle", "workspace", "resources")
            : owner instanceof Members members ? members.members().keySet() : Set.of();
    var step = steps.get(number - 1);
    var before = number == 1 ? List.of("the bundle") : steps.subList(0, number - 1);
    at.fault(
        "%s: %s has no %s (expected: %s)"
            .formatted(
                reference,
                String.join(".", before),
                Excerpt.of(step),
                names.isEmpty() ? "nothing below it" : Excerpt.of(String.join(", ", names))),
        () -> Similar.to(step, names));
  }
}
