package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Similar;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.source.Excerpt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the surroundings a bundle is made for, such as development.
 *
 * @param name what {@code ${bundle.target}} stands for
 * @param tree the bundle with what the target says laid over it
 */
record Target(String name, Members tree) {

  /** What a bundle without targets is made for. */
  private static final String ONLY = "default";

  /** Chooses the target called {@code wish}, or the default one; null, and a fault, if none. */
  static @Nullable Target choose(Members bundle, @Nullable String wish) {
    var targets = bundle.get("targets") instanceof Members some ? some : null;
    if (targets == null || targets.members().isEmpty()) {
      if (wish == null) {
        return new Target(ONLY, bundle);
      }
      bundle.at().fault("--target %s: the bundle has no targets".formatted(Excerpt.of(wish)));
      return null;
    }
    var name = wish == null ? defaultName(targets) : known(targets, wish);
    return name == null ? null : new Target(name, laidOver(bundle, targets, name));
  }

  private static @Nullable String known(Members targets, String wish) {
    var names = targets.members().keySet();
    if (names.contains(wish)) {
      return wish;
    }
    targets
        .at()
        .fault(
            "no target is called %s (expected: %s)"
                .formatted(Excerpt.of(wish), String.join(" or ", names)),
            () -> Similar.to(wish, names));
    return null;
  }

  private static @Nullable String defaultName(Members targets) {
    var names = List.copyOf(targets.members().keySet());
    var defaults = names.stream().filter(name -> isDefault(targets.get(name))).toList();
    if (defaults.size() == 1 || names.size() == 1) {
      return defaults.size() == 1 ? defaults.getFirst() : names.getFirst();
    }
    var several = defaults.isEmpty() ? "no target" : String.join(" and ", defaults);
    targets
        .at()
        .fault(
            "%s has default: true (expected: one, or --target with one of %s)"
                .formatted(several, String.join(", ", names)));
    return null;
  }

  private static boolean isDefault(@Nullable Part target) {
    return target instanceof Members members && "true".equals(members.text("default"));
  }

  private static Members laidOver(Members bundle, Members targets, String name) {
    var below = bundle.without("targets");
    if (!(targets.get(name) instanceof Members target)) {
      return below;
    }
    var over = target.without("default").without("variables");
    var joined = Overlay.of(below, over);
    return target.get("variables") instanceof Members values
        ? joined.with("variables", variables(joined.get("variables"), values))
        : joined;
  }

  /** Values of variables are replaced as a whole, and may be written without {@code default:}. */
  private static Members variables(@Nullable Part declared, Members values) {
    var variables =
        new LinkedHashMap<String, Member>(
            declared instanceof Members some ? some.members() : Map.of());
    values
        .members()
        .forEach((name, member) -> {
          var before = variables.get(name);
          if (before == null) {
            member
                .name()
                .fault(
                    "no such variable (expected: one that the bundle declares)",
                    () -> Similar.to(name, variables.keySet()));
          } else {
            variables.put(name, new Member(before.name(), variable(before.part(), member.part())));
          }
        });
    return new Members(values.at(), variables);
  }

  private static Members variable(Part declared, Part value) {
    var before =
        declared instanceof Members members ? members : new Members(declared.at(), Map.of());
    if (value instanceof Members members
        && (members.get("default") != null || members.get("lookup") != null)) {
      return Overlay.of(before.without("default").without("lookup"), members);
    }
    return switch (value) {
      case Part.Text _, Items _, Members _ -> before.without("lookup").with("default", value);
    };
  }
}
