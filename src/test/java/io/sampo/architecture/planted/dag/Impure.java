package io.sampo.architecture.planted.dag;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Asks, one method each, for everything that the core must be handed instead. */
public final class Impure {

  long wallClock() {
    return System.currentTimeMillis();
  }

  long elapsedClock() {
    return System.nanoTime();
  }

  Instant instant() {
    return Instant.now();
  }

  Supplier<LocalDate> referenceToTheClock() {
    return LocalDate::now;
  }

  double anyNumber() {
    return Math.random();
  }

  int unseeded() {
    return new Random().nextInt();
  }

  int unseededToo() {
    return new SplittableRandom().nextInt();
  }

  int unseededByDefault() {
    return RandomGenerator.getDefault().nextInt();
  }

  UUID anyId() {
    return UUID.randomUUID();
  }

  void anyOrder(List<String> list) {
    Collections.shuffle(list);
  }

  int identity(Object thing) {
    return System.identityHashCode(thing);
  }

  int identityToo(Object thing) {
    return thing.hashCode();
  }

  String environment() {
    return System.getProperty("user.home");
  }

  ZoneId zoneOfTheMachine() {
    return ZoneId.systemDefault();
  }

  Locale languageOfTheMachine() {
    return Locale.getDefault();
  }

  long manyThreads(List<String> list) {
    return list.parallelStream().count();
  }

  long manyThreadsToo(List<String> list) {
    return list.stream().parallel().count();
  }
}
