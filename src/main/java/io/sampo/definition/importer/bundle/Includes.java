package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Excerpt;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The files that a bundle includes, in the order of their names. */
final class Includes {

  /** Files of one bundle; more are a folder that somebody named by mistake. */
  static final int FILES_MAX = 1_000;

  /** What is looked at for one pattern; more is a whole disk. */
  private static final int VISITED_MAX = 100_000;

  private static final int DEPTH_MAX = 20;

  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  private final Path folder;

  /**
   * @param folder what patterns are relative to
   */
  Includes(Path folder) {
    this.folder = folder;
  }

  /** The files that {@code pattern} stands for; none, and a fault, if it cannot be followed. */
  List<Path> files(Value pattern) {
    var text = pattern.filledText();
    if (text == null) {
      return List.of();
    }
    if (text.startsWith("/")) {
      pattern.fault("%s (expected: a path relative to the bundle)".formatted(Excerpt.of(text)));
      return List.of();
    }
    try {
      var files = WILDCARD.matcher(text).find() ? matching(pattern, text) : named(pattern, text);
      return List.copyOf(files);
    } catch (IOException | IllegalArgumentException e) {
      var reason =
          e instanceof PatternSyntaxException wrong ? wrong.getDescription() : e.toString();
      pattern.fault("%s: %s (expected: a pattern of files)".formatted(Excerpt.of(text), reason));
      return List.of();
    }
  }

  private NavigableSet<Path> named(Value pattern, String text) {
    var file = folder.resolve(text).normalize();
    if (!Files.isRegularFile(file)) {
      pattern.fault("no such file: %s (expected: a file to include)".formatted(file));
      return new TreeSet<>();
    }
    return new TreeSet<>(List.of(file));
  }

  /** Walks from the folder that stands before the first wildcard. */
  private NavigableSet<Path> matching(Value pattern, String text) throws IOException {
    var normal = text.startsWith("./") ? text.substring(2) : text;
    var wildcard = WILDCARD.matcher(normal);
    var fixed = wildcard.find() ? normal.substring(0, wildcard.start()) : normal;
    var start = folder.resolve(fixed.substring(0, fixed.lastIndexOf('/') + 1)).normalize();
    var files = new TreeSet<Path>();
    if (!Files.isDirectory(start)) {
      return files;
    }
    var rest = normal.substring(fixed.lastIndexOf('/') + 1);
    var walk = new Walk(start, matchers(rest), files);
    var depth =
        rest.contains("**") ? DEPTH_MAX : (int) rest.chars().filter(c -> c == '/').count() + 1;
    Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), depth, walk);
    if (walk.visited > VISITED_MAX || files.size() > FILES_MAX) {
      pattern.fault(
          "%s matches too much (expected: at most %d files among %d)"
              .formatted(Excerpt.of(text), FILES_MAX, VISITED_MAX));
      return new TreeSet<>();
    }
    return files;
  }

  /** In Java, two stars and a slash want a folder at least; in bundles none will do. */
  private static List<PathMatcher> matchers(String pattern) {
    var system = FileSystems.getDefault();
    return List.of(
        system.getPathMatcher("glob:" + pattern),
        system.getPathMatcher("glob:" + pattern.replace("**/", "")));
  }

  /** Gathers the files below {@code start} that match, and stops where there are too many. */
  private static final class Walk extends SimpleFileVisitor<Path> {

    private final Path start;
    private final List<PathMatcher> matchers;
    private final NavigableSet<Path> files;
    private int visited;

    Walk(Path start, List<PathMatcher> matchers, NavigableSet<Path> files) {
      this.start = start;
      this.matchers = matchers;
      this.files = files;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      var relative = start.relativize(file);
      if (!attributes.isDirectory() && matchers.stream().anyMatch(glob -> glob.matches(relative))) {
        files.add(file);
      }
      return ++visited > VISITED_MAX || files.size() > FILES_MAX
          ? FileVisitResult.TERMINATE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
