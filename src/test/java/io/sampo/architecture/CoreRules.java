package io.sampo.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a class of the core may use: values and arithmetic, and nothing that differs by machine. */
final class CoreRules {

  private static final Set<String> PACKAGES =
      Set.of(
          "", // primitives
          "java.lang",
          "java.lang.annotation",
          "java.lang.invoke",
          "java.lang.runtime",
          "java.math",
          "java.nio",
          "java.nio.charset",
          "java.security",
          "java.text",
          "java.time",
          "java.time.chrono",
          "java.time.format",
          "java.time.temporal",
          "java.time.zone",
          "java.util",
          "java.util.function",
          "java.util.random",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");

  /** Types of those packages that bring in threads, processes, a clock, chance or the machine. */
  private static final Set<String> TYPES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.InheritableThreadLocal",
          "java.lang.ThreadGroup",
          "java.lang.ScopedValue",
          "java.lang.Runtime",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.ClassLoader",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.time.InstantSource",
          "java.util.Calendar",
          "java.util.Date",
          "java.util.GregorianCalendar",
          "java.util.IdentityHashMap",
          "java.util.Scanner",
          "java.util.ServiceLoader",
          "java.util.TimeZone",
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.WeakHashMap",
          "java.util.random.RandomGeneratorFactory");

  /** Members of the types that are left, as {@code owner.name}. */
  private static final Set<String> MEMBERS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.lang.Object.hashCode",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll",
          "java.nio.charset.Charset.defaultCharset",
          "java.time.ZoneId.systemDefault",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream",
          "java.util.Set.parallelStream",
          "java.util.Locale.getDefault",
          "java.util.UUID.randomUUID",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.random.RandomGenerator.of");

  private static final Set<String> RANDOMS =
      Set.of("java.util.Random", "java.util.SplittableRandom");

  private final Floors floors;
  private final Set<String> core;
  private final Map<String, Set<String>> guests;

  /**
   * Rules for the packages {@code core} of the house {@code floors}. Each package may use its own
   * {@code guests} beside plain Java: the types of a package, or a single type.
   */
  CoreRules(Floors floors, Set<String> core, Map<String, Set<String>> guests) {
    this.floors = floors;
    this.core = core;
    this.guests = guests;
  }

  /** Every type that {@code type} uses and that is neither the core's nor plain Java, in words. */
  List<String> foreignTypes(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> isForeign(type, dependency.getTargetClass().getBaseComponentType()))
        .map(Dependency::getDescription)
        .sorted()
        .toList();
  }

  /** Every place where {@code type} asks a clock, chance, the machine or a thread, in words. */
  List<String> impurities(JavaClass type) {
    return type.getAccessesFromSelf().stream()
        .filter(access -> isImpure(access.getTarget()))
        .map(JavaAccess::getDescription)
        .sorted()
        .toList();
  }

  private boolean isForeign(JavaClass type, JavaClass target) {
    return core.stream().noneMatch(name -> floors.holds(name, target))
        && !isGuest(type, target)
        && (!PACKAGES.contains(target.getPackageName()) || TYPES.contains(outermost(target)));
  }

  private boolean isGuest(JavaClass type, JavaClass target) {
    return guests.entrySet().stream()
        .filter(entry -> floors.holds(entry.getKey(), type))
        .map(Map.Entry::getValue)
        .anyMatch(names ->
            names.contains(target.getPackageName()) || names.contains(target.getFullName()));
  }

  private static boolean isImpure(AccessTarget target) {
    var owner = target.getOwner().getFullName();
    return MEMBERS.contains(owner + "." + target.getName())
        || isOfSystem(owner, target.getName())
        || isNow(owner, target.getName())
        || isUnseeded(owner, target)
        || isParallel(owner, target.getName());
  }

  private static boolean isOfSystem(String owner, String name) {
    return owner.equals("java.lang.System") && !name.equals("arraycopy");
  }

  private static boolean isNow(String owner, String name) {
    return owner.startsWith("java.time.") && name.equals("now");
  }

  private static boolean isUnseeded(String owner, AccessTarget target) {
    if (!(target instanceof CodeUnitAccessTarget unit)) {
      return false;
    }
    return switch (unit.getRawParameterTypes().size()) {
      case 0 -> RANDOMS.contains(owner) && unit.getName().equals("<init>");
      case 1 -> owner.equals("java.util.Collections") && unit.getName().equals("shuffle");
      default -> false;
    };
  }

  private static boolean isParallel(String owner, String name) {
    return owner.startsWith("java.util.stream.") && name.equals("parallel");
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(CoreRules::outermost).orElse(type.getFullName());
  }
}
