package io.sampo.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which packages lie on which floor.
 *
 * @param root the package that holds the house; a class belongs to the package right below it, so
 *     sub-packages lie on their parent's floor
 * @param floors from the ground up; packages on one floor may not see each other
 */
record Floors(String root, List<Set<String>> floors) {

  /** The packages right below the root that hold classes, by their last name. */
  Set<String> packages(JavaClasses classes) {
    var names = new TreeSet<String>();
    classes.stream().filter(this::isInside).map(this::packageOf).forEach(names::add);
    return names;
  }

  /** Packages of {@code classes} that no floor names; empty if all is well. */
  Set<String> homeless(JavaClasses classes) {
    var names = new TreeSet<>(packages(classes));
    floors.forEach(names::removeAll);
    return names;
  }

  /** Every place where package {@code from} looks up or sideways, in words. */
  List<String> violations(JavaClasses classes, String from) {
    return classes.stream()
        .filter(type -> holds(from, type))
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> looksUpOrSideways(from, dependency))
        .map(Dependency::getDescription)
        .sorted()
        .toList();
  }

  /** Whether {@code type} belongs to {@code name} or to one of its sub-packages. */
  boolean holds(String name, JavaClass type) {
    return isInside(type) && packageOf(type).equals(name);
  }

  private boolean looksUpOrSideways(String from, Dependency dependency) {
    var target = dependency.getTargetClass().getBaseComponentType();
    if (!isInside(target)) {
      return false;
    }
    var to = packageOf(target);
    return !to.equals(from) && floorOf(to) >= floorOf(from);
  }

  private int floorOf(String name) {
    return Stream.iterate(0, floor -> floor < floors.size(), floor -> floor + 1)
        .filter(floor -> floors.get(floor).contains(name))
        .findFirst()
        .orElse(floors.size());
  }

  private boolean isInside(JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private String packageOf(JavaClass type) {
    if (type.getPackageName().equals(root)) {
      return "(root)";
    }
    var below = type.getPackageName().substring(root.length() + 1);
    var dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
