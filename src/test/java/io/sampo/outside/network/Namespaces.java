package io.sampo.outside.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Places with a network of their own, numbered from 0, each of which reaches all others until a
 * fault is made. They hang on a bridge that lives in a namespace, too: the network of the machine
 * neither sees them nor is seen by them.
 *
 * <p>A link is cut by a wrong hardware address for the other place: packets leave and nobody takes
 * them, as on a cable that is cut, and no error tells either side. That needs nothing but {@code
 * ip}; routes that lead nowhere would fail at the sender, which no real network does so fast.
 * Addresses are fixed on all sides from the start, so that nothing is ever asked or learnt.
 *
 * <p>Closed, the processes in it are killed and the namespaces are gone; so they are when this JVM
 * ends.
 */
public final class Namespaces implements AutoCloseable {

  private static final int COUNT_MAX = 99;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final AtomicInteger MADE = new AtomicInteger();

  private final String prefix =
      "sampo-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
  private final int count;
  private final Thread hook = new Thread(this::sweep, prefix);

  private Namespaces(int count) {
    this.count = count;
  }

  /** Why this machine cannot have any; empty where it can. */
  public static Optional<String> obstacle() {
    try (var one = of(1)) {
      run("", one.inside(0, List.of("true")));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no network namespaces here (expected: root, and ip of iproute2): " + e);
    }
  }

  /** Makes {@code count} places. */
  public static Namespaces of(int count) throws IOException {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException("count: %d (expected: 1 to 99)".formatted(count));
    }
    var made = new Namespaces(count);
    Runtime.getRuntime().addShutdownHook(made.hook);
    try {
      made.make();
    } catch (IOException e) {
      made.close();
      throw e;
    }
    return made;
  }

  /** The address of a place, the same for all others. */
  public String address(int place) {
    return "10.77.0." + (Objects.checkIndex(place, count) + 1);
  }

  /** What to run for {@code words} to be run in a place. The process has the words' own id. */
  public List<String> inside(int place, List<String> words) {
    var all = new ArrayList<>(List.of("ip", "netns", "exec", name(place)));
    all.addAll(words);
    return List.copyOf(all);
  }

  /** Cuts a link in both directions. */
  public void cut(int one, int other) throws IOException {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** Loses whatever {@code from} sends to {@code to}; the other direction stays as it is. */
  public void cutOneWay(int from, int to) throws IOException {
    ip(name(from), List.of(neighbour(to, "02:00:00:00:ff:ff")));
  }

  /** Cuts a place from all others, in both directions. */
  public void isolate(int place) throws IOException {
    for (int other = 0; other < count; other++) {
      if (other != place) {
        cut(place, other);
      }
    }
  }

  /** Mends one link, in both directions. */
  public void heal(int one, int other) throws IOException {
    ip(name(one), List.of(neighbour(other, hardware(other))));
    ip(name(other), List.of(neighbour(one, hardware(one))));
  }

  /** Mends whatever was cut. */
  public void heal() throws IOException {
    for (int place = 0; place < count; place++) {
      introduce(place);
    }
  }

  /** Kills a whole place's processes, and waits until they are gone. */
  public void clear(int place) throws IOException {
    clear(name(place));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    sweep();
  }

  private void make() throws IOException {
    run("", List.of("ip", "netns", "add", hub()));
    ip(hub(), List.of("link add bridge type bridge", "link set bridge up"));
    for (int place = 0; place < count; place++) {
      var name = name(place);
      run("", List.of("ip", "netns", "add", name));
      var port = "port" + place;
      ip(
          hub(),
          List.of(
              "link add %s type veth peer name wire netns %s".formatted(port, name),
              "link set %s master bridge".formatted(port),
              "link set %s up".formatted(port)));
      ip(
          name,
          List.of(
              "link set wire address " + hardware(place),
              "addr add %s/24 dev wire".formatted(address(place)),
              "link set lo up",
              "link set wire up"));
      introduce(place);
    }
  }

  /** Tells a place the true addresses of all others. */
  private void introduce(int place) throws IOException {
    var others = IntStream.range(0, count).filter(other -> other != place);
    ip(name(place), others.mapToObj(other -> neighbour(other, hardware(other))).toList());
  }

  private String neighbour(int place, String hardware) {
    return "neigh replace %s lladdr %s dev wire nud permanent".formatted(address(place), hardware);
  }

  private String hardware(int place) {
    return "02:00:00:00:00:%02x".formatted(Objects.checkIndex(place, count) + 1);
  }

  private String name(int place) {
    return prefix + "-" + Objects.checkIndex(place, count);
  }

  private String hub() {
    return prefix + "-hub";
  }

  private void sweep() {
    for (int place = 0; place < count; place++) {
      remove(name(place));
    }
    remove(hub());
  }

  private static void remove(String name) {
    if (Files.exists(Path.of("/run/netns", name))) {
      try {
        clear(name);
        run("", List.of("ip", "netns", "delete", name));
      } catch (IOException e) {
        throw new IllegalStateException("the namespace %s is left behind".formatted(name), e);
      }
    }
  }

  private static void clear(String name) throws IOException {
    var end = System.nanoTime() + LIMIT.toNanos();
    for (var pids = pids(name); !pids.isEmpty(); pids = pids(name)) {
      if (System.nanoTime() > end) {
        throw new IOException("in %s: processes %s (expected: none)".formatted(name, pids));
      }
      for (var pid : pids) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static List<Long> pids(String name) throws IOException {
    return run("", List.of("ip", "netns", "pids", name)).lines().map(Long::valueOf).toList();
  }

  /** Runs commands of {@code ip} in a namespace. */
  private static void ip(String name, List<String> commands) throws IOException {
    run(String.join("\n", commands) + "\n", List.of("ip", "-n", name, "-batch", "-"));
  }

  /** What a command says that is given {@code input}. */
  private static String run(String input, List<String> words) throws IOException {
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("%s %s: %s".formatted(words, input.strip(), said.strip()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("%s: interrupted".formatted(words), e);
    }
    return said;
  }
}
