package io.sampo.simulation;

import io.sampo.simulation.Trouble.Weather;
import io.sampo.simulation.world.Agenda;
import io.sampo.simulation.world.Agenda.Life;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries letters between hosts, as badly as the weather of the seed wants it. */
final class PostOffice {

  private record Link(String from, String to) {}

  private final Agenda agenda;
  private final SplittableRandom random;
  private final Weather weather;
  private final Set<Link> cut = new HashSet<>();
  private boolean calm;

  PostOffice(Agenda agenda, SplittableRandom random, Weather weather) {
    this.agenda = agenda;
    this.random = random;
    this.weather = weather;
  }

  /**
   * Sends a letter.
   *
   * @param addressee whoever it is for when it arrives; null if nobody is there then
   * @param delivery what the letter does to them
   */
  void send(String from, String to, Supplier<@Nullable Life> addressee, Runnable delivery) {
    if (from.equals(to)) {
      deliver(0, addressee, delivery);
      return;
    }
    if (cut.contains(new Link(from, to)) || happens(weather.loss())) {
      return;
    }
    deliver(delay(), addressee, delivery);
    if (happens(weather.doubling())) {
      deliver(delay(), addressee, delivery);
    }
  }

  /** Cuts the link in one direction. */
  void cut(String from, String to) {
    cut.add(new Link(from, to));
  }

  /** Whether both ways between two hosts are open. */
  boolean isOpen(String one, String other) {
    return !cut.contains(new Link(one, other)) && !cut.contains(new Link(other, one));
  }

  /** Mends all links; from here on every letter arrives. */
  void calm() {
    cut.clear();
    calm = true;
  }

  void mend() {
    cut.clear();
  }

  private void deliver(long delay, Supplier<@Nullable Life> addressee, Runnable delivery) {
    agenda.in(
        delay,
        agenda.world,
        () -> {
          var life = addressee.get();
          if (life != null && !life.isDead()) {
            agenda.in(0, life, delivery);
          }
        });
  }

  private long delay() {
    var usual = 1 + random.nextInt(5);
    return happens(weather.lateness()) ? usual + random.nextInt(3_000) : usual;
  }

  private boolean happens(double probability) {
    return !calm && random.nextDouble() < probability;
  }
}
