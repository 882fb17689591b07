package io.sampo.membership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Coordinator nodes with one roll, from one seed on virtual time: links between them and to the
 * roll are cut and mended, nodes are paused and killed, letters take their time.
 */
final class Archipelago {

  static final Patience PATIENCE = Patience.USUAL;
  private static final long TICK_MILLIS = 100;
  private static final long TROUBLE_MILLIS = 30_000;
  private static final long CALM_MILLIS = 20_000;

  /** One node. */
  final class Island {
    final String name;
    final Licence licence = new Licence(PATIENCE);
    final Survival survival;
    final Set<String> downed = new HashSet<>();
    boolean isDead;
    long pausedUntil;

    Island(String name) {
      this.name = name;
      survival = new Survival(name, PATIENCE, licence);
    }

    boolean isUp() {
      return !isDead && pausedUntil <= now;
    }

    List<Peer> peers() {
      return islands.values().stream()
          .filter(other -> other != this && !downed.contains(other.name))
          .map(other -> new Peer(other.name, true, sees(this, other)))
          .toList();
    }

    boolean hasLicence() {
      return licence.isValid(survival.others(peers()), now);
    }
  }

  private record Due(long at, long order, Runnable what) {}

  private final SplittableRandom random;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>((one, other) ->
          one.at == other.at
              ? Long.compare(one.order, other.order)
              : Long.compare(one.at, other.at));
  final Map<String, Island> islands = new LinkedHashMap<>();
  final Map<String, Long> excludedAt = new HashMap<>();
  final List<String> violations = new ArrayList<>();
  private final Map<String, Long> signedAt = new HashMap<>();
  private final Set<String> cut = new HashSet<>();
  private long now;
  private long orders;

  Archipelago(long seed) {
    random = new SplittableRandom(seed);
    var count = 1 + random.nextInt(5);
    for (var number = 0; number < count; number++) {
      var island = new Island("c" + number);
      islands.put(island.name, island);
      signedAt.put(island.name, 0L);
      in(random.nextInt(100), () -> tick(island));
    }
    for (var fault = random.nextInt(6); fault > 0; fault--) {
      in(random.nextInt((int) TROUBLE_MILLIS), this::trouble);
    }
    in(TROUBLE_MILLIS, cut::clear);
  }

  /** Runs to the end of the calm after the trouble. */
  Archipelago run() {
    while (now < TROUBLE_MILLIS + CALM_MILLIS) {
      var next = due.poll();
      if (next == null) {
        return this;
      }
      now = next.at();
      next.what().run();
      check();
    }
    return this;
  }

  List<Island> alive() {
    return islands.values().stream().filter(island -> !island.isDead).toList();
  }

  private void check() {
    for (var island : islands.values()) {
      var excluded = excludedAt.get(island.name);
      if (excluded != null
          && island.isUp()
          && island.hasLicence()
          && excluded + PATIENCE.licence() <= now) {
        violations.add("%s may lease at %d, excluded at %d".formatted(island.name, now, excluded));
      }
    }
  }

  private void tick(Island island) {
    if (island.isDead) {
      return;
    }
    in(TICK_MILLIS, () -> tick(island));
    if (island.isUp()) {
      sign(island);
      if (island.licence.needsPromises(now)) {
        askForPromises(island);
      }
      island.survival.look(island.peers(), now).forEach(verdict -> carryOut(island, verdict));
    }
  }

  private void carryOut(Island island, Verdict verdict) {
    switch (verdict) {
      case Verdict.End _ -> island.isDead = true;
      case Verdict.Down(var nodes) -> island.downed.addAll(nodes);
      case Verdict.Exclude(var nodes) -> ask(island, nodes);
    }
  }

  /** The answer may be lost; then it is known only later that the roll will never do it. */
  private void ask(Island island, Set<String> nodes) {
    var answered = new AtomicBoolean();
    letter(
        island.name,
        "roll",
        () -> {
          var granted = exclude(island.name, nodes);
          letter("roll", island.name, () -> answered(island, nodes, granted, answered));
        });
    in(5_000, () -> answered(island, nodes, false, answered));
  }

  private void answered(Island island, Set<String> nodes, boolean granted, AtomicBoolean once) {
    if (once.compareAndSet(false, true)) {
      island.survival.answered(nodes, granted).forEach(verdict -> carryOut(island, verdict));
    }
  }

  private Island island(String name) {
    return Objects.requireNonNull(islands.get(name), name);
  }

  private boolean exclude(String by, Set<String> nodes) {
    if (excludedAt.containsKey(by)) {
      return false;
    }
    nodes.forEach(node -> excludedAt.putIfAbsent(node, now));
    return true;
  }

  private void sign(Island island) {
    var sent = now;
    letter(
        island.name,
        "roll",
        () -> {
          signedAt.put(island.name, now);
          var entries =
              islands.keySet().stream()
                  .map(name ->
                      new Entry(
                          name,
                          name,
                          now - signedAt.getOrDefault(name, 0L),
                          true,
                          excludedAt.containsKey(name)))
                  .toList();
          var isIn = !excludedAt.containsKey(island.name);
          letter(
              "roll",
              island.name,
              () -> {
                island.survival.read(entries);
                if (isIn) {
                  island.licence.signed(sent);
                }
              });
        });
  }

  private void askForPromises(Island island) {
    var sent = now;
    for (var name : island.survival.others(island.peers())) {
      var other = island(name);
      letter(
          island.name,
          name,
          () -> {
            if (other.survival.promise(island.name, now)) {
              letter(name, island.name, () -> island.licence.promised(name, sent));
            }
          });
    }
  }

  private void trouble() {
    var names = new ArrayList<>(islands.keySet());
    var victim = island(names.get(random.nextInt(names.size())));
    switch (random.nextInt(5)) {
      case 0 -> victim.isDead = true;
      case 1 -> victim.pausedUntil = now + random.nextInt(8_000);
      case 2 -> names.forEach(name -> cut(victim.name, name, random.nextBoolean()));
      case 3 -> cut(victim.name, "roll", false);
      default -> {
        names.forEach(name -> cut(name, "roll", false));
        cut(victim.name, names.get(random.nextInt(names.size())), random.nextBoolean());
      }
    }
    in(200 + random.nextInt(12_000), cut::clear);
  }

  private void cut(String one, String other, boolean oneWay) {
    cut.add(one + ">" + other);
    if (!oneWay) {
      cut.add(other + ">" + one);
    }
  }

  private boolean sees(Island one, Island other) {
    return other.isUp()
        && !cut.contains(one.name + ">" + other.name)
        && !cut.contains(other.name + ">" + one.name);
  }

  private void letter(String from, String to, Runnable delivery) {
    if (cut.contains(from + ">" + to)) {
      return;
    }
    in(
        1 + random.nextInt(random.nextInt(50) == 0 ? 1_500 : 20),
        () -> {
          var addressee = islands.get(to);
          if (addressee == null) {
            delivery.run();
          } else if (!addressee.isDead) {
            in(Math.max(0, addressee.pausedUntil - now), delivery);
          }
        });
  }

  private void in(long millis, Runnable what) {
    due.add(new Due(now + millis, orders++, what));
  }
}
