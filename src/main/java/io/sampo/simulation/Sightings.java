package io.sampo.simulation;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What kinds of things a story had in it, so that a test can tell what no story ever had. */
final class Sightings {

  private final SortedSet<String> names = new TreeSet<>();

  void saw(Enum<?> constant) {
    names.add(name(constant));
  }

  void saw(Class<?> type) {
    names.add(name(type));
  }

  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  static String name(Enum<?> constant) {
    return constant.getDeclaringClass().getSimpleName() + " " + constant.name();
  }

  static String name(Class<?> type) {
    var outer = type.getEnclosingClass();
    return outer == null
        ? type.getSimpleName()
        : outer.getSimpleName() + " " + type.getSimpleName();
  }
}
