package io.sampo.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Makes a picture of a Flight Recorder file: where its threads spent their time, in the second half
 * of the samples or between two times in seconds from the first. A box is as wide as the share of
 * samples that have its method on their stack, above whoever called it.
 *
 * <pre>java -cp target/test-classes:... io.sampo.benchmark.Flames FILE.jfr PICTURE.svg TITLE
 *     [FROM TO]</pre>
 */
final class Flames {

  private static final int WIDTH = 1_200;
  private static final int ROW = 16;
  private static final int HEAD = 40;
  private static final int DEPTH_MAX = 40;
  private static final double WIDTH_MIN = 3;
  private static final double CHARACTER = 6.2;

  private static final String OURS = "io.sampo.";
  private static final String PEKKO = "pekko: ";

  /** What threads of a pool are called, without their numbers. */
  private static final String NUMBER = "-\\d+$";

  /** A method on stacks, and what it called. */
  private static final class Box {

    private final Map<String, Box> above = new TreeMap<>();
    private int samples;

    void add(List<String> stack) {
      samples++;
      if (!stack.isEmpty()) {
        above.computeIfAbsent(stack.getFirst(), _ -> new Box()).add(stack.subList(1, stack.size()));
      }
    }

    int depth() {
      return 1 + above.values().stream().mapToInt(Box::depth).max().orElse(0);
    }
  }

  private final StringBuilder svg = new StringBuilder();
  private final int height;
  private final int samples;

  private Flames(Box root) {
    height = HEAD + ROW * root.depth();
    samples = root.samples;
  }

  /** Writes the picture. */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 3 && arguments.length != 5) {
      throw new IllegalArgumentException("expected: FILE.jfr PICTURE.svg TITLE [FROM TO]");
    }
    var all = read(Path.of(arguments[0]));
    var some =
        arguments.length == 3
            ? all.subList(all.size() / 2, all.size())
            : between(all, Long.parseLong(arguments[3]), Long.parseLong(arguments[4]));
    var root = new Box();
    some.forEach(event -> root.add(stack(event)));
    Files.writeString(Path.of(arguments[1]), new Flames(root).picture(root, arguments[2]));
  }

  private static List<RecordedEvent> read(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.ExecutionSample"))
        .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
        .toList();
  }

  private static List<RecordedEvent> between(List<RecordedEvent> events, long from, long to) {
    var first = events.getFirst().getStartTime();
    return events.stream()
        .filter(event -> !event.getStartTime().isBefore(first.plusSeconds(from)))
        .filter(event -> event.getStartTime().isBefore(first.plusSeconds(to)))
        .toList();
  }

  private static List<String> stack(RecordedEvent event) {
    var stack = new ArrayList<String>();
    var thread = event.getThread("sampledThread");
    stack.add(thread == null ? "?" : String.valueOf(thread.getJavaName()).replaceAll(NUMBER, ""));
    if (event.getStackTrace() != null) {
      event.getStackTrace().getFrames().reversed().stream()
          .map(Flames::name)
          .filter(name -> !name.contains("$$Lambda"))
          .filter(name -> name.startsWith(OURS) || name.startsWith("org.apache.pekko."))
          .map(Flames::brief)
          .filter(name -> !name.equals(stack.getLast()))
          .limit(DEPTH_MAX)
          .forEach(stack::add);
    }
    return stack;
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  /** Class and method, without packages and what compilers add. */
  private static String brief(String name) {
    var parts = name.split("\\.", -1);
    var type = parts[parts.length - 2].replaceAll("\\$+.*", "");
    return (name.startsWith(OURS) ? "" : PEKKO) + type + "." + parts[parts.length - 1];
  }

  private String picture(Box root, String title) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="8" y="24" font-size="16">%s: %d samples</text>
        """
            .formatted(WIDTH, height, escaped(title), samples));
    draw(root, 0, 0);
    return svg.append("</svg>\n").toString();
  }

  private void draw(Box box, double x, int level) {
    var from = x;
    for (var entry : box.above.entrySet()) {
      var width = WIDTH * (double) entry.getValue().samples / samples;
      if (width >= WIDTH_MIN) {
        draw(entry.getKey(), entry.getValue().samples, from, width, level);
        draw(entry.getValue(), from, level + 1);
      }
      from += width;
    }
  }

  private void draw(String name, int count, double x, double width, int level) {
    var y = height - ROW * (level + 1);
    var letters = (int) (width / CHARACTER);
    var shown = letters < 4 ? "" : name.substring(0, Math.min(name.length(), letters));
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <g><title>%s: %.1f %%</title>\
            <rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s" stroke="white"/>\
            <text x="%.1f" y="%d" font-size="11">%s</text></g>
            """,
            escaped(name),
            100.0 * count / samples,
            x,
            y,
            width,
            ROW,
            colour(name, level),
            x + 2,
            y + 12,
            escaped(shown)));
  }

  /** Threads are grey, Sampo is gold, all else is pale. */
  private static String colour(String name, int level) {
    if (level == 0) {
      return "#c8c8c8";
    }
    return name.startsWith(PEKKO) ? "#f2dfb8" : "#e0b040";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
