package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.source.Excerpt;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a bundle: what it declares, and what the caller says. */
final class Variables {

  private final Members declared;
  private final Map<String, Part> given = new HashMap<>();

  /**
   * @param wishes values by name; undeclared ones are a fault
   */
  Variables(Members bundle, Map<String, String> wishes) {
    declared =
        bundle.get("variables") instanceof Members some ? some : new Members(bundle.at(), Map.of());
    wishes.forEach((name, text) -> {
      if (names().contains(name)) {
        given.put(name, Part.text(declared.at(), text));
      } else {
        declared
            .at()
            .fault(
                "--var %s: no such variable (expected: %s)".formatted(Excerpt.of(name), expected()),
                () -> Similar.to(name, names()));
      }
    });
  }

  Set<String> names() {
    return declared.members().keySet();
  }

  /** The value of the variable called {@code name}; null, and a fault at {@code at}, if none. */
  @Nullable Part value(String name, Value at) {
    if (!names().contains(name)) {
      at.fault(
          "${var.%s}: no such variable (expected: %s)".formatted(Excerpt.of(name), expected()),
          () -> Similar.to(name, names()));
      return null;
    }
    var wish = given.get(name);
    var variable = declared.get(name) instanceof Members members ? members : null;
    if (wish != null || variable == null) {
      return wish != null ? wish : missing(name, "has no default", at);
    }
    var value = variable.members().get("default");
    if (value != null && variable.get("lookup") == null) {
      return value.part();
    }
    var reason =
        value == null && variable.get("lookup") == null
            ? "has no default"
            : "is looked up in a workspace";
    return missing(name, reason, at);
  }

  private static @Nullable Part missing(String name, String reason, Value at) {
    at.fault("${var.%s} %s (expected: --var %s=VALUE)".formatted(name, reason, name));
    return null;
  }

  private String expected() {
    return names().isEmpty()
        ? "none, the bundle declares no variables"
        : String.join(", ", names());
  }
}
