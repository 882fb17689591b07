package io.sampo.definition.source;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a file as a tree of values. Safe to use on files that somebody made to do harm. */
public final class SourceTree {

  private SourceTree() {}

  /**
   * The tree in {@code file}: JSON if its name ends so, else YAML. Everything wrong with its syntax
   * goes to {@code faults}, and names given twice do.
   *
   * @return null if the file cannot be read as a tree, which {@code faults} then explains
   */
  public static @Nullable Node read(Path file, Faults faults) {
    try {
      return parse(SourceBytes.read(file), file, faults);
    } catch (Malformed e) {
      faults.add(e);
      return null;
    }
  }

  /** The same of {@code bytes} that somebody says a file of that name holds. */
  public static @Nullable Node parse(byte[] bytes, Path file, Faults faults) {
    try {
      return parse(SourceBytes.of(bytes), file, faults);
    } catch (Malformed e) {
      faults.add(e);
      return null;
    }
  }

  private static Node parse(SourceBytes source, Path file, Faults faults) throws Malformed {
    var tree = new TreeBuilder(faults);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      JsonTree.parse(source, tree);
    } else {
      YamlTree.parse(source, tree);
    }
    var root = tree.root();
    if (root == null) {
      throw new Malformed(1, 1, "the file is empty (expected: a job with tasks)");
    }
    return root;
  }
}
