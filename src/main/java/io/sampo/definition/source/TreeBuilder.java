package io.sampo.definition.source;

import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tree together from the parts that a parser meets, in their order. Keeps its own stack, and
 * refuses trees that would hurt whoever walks them: too deep, too large, or so once aliases are
 * followed.
 */
final class TreeBuilder {

  /** Mappings and lists within each other. A job needs six. */
  static final int DEPTH_MAX = 100;

  /** Values and names, aliases followed. A task has thirty or so, each takes up to 80 bytes. */
  static final int NODES_MAX = 5_000_000;

  /** Uses of aliases in one file. */
  static final int ALIASES_MAX = 50;

  private final Faults faults;
  private final Deque<Frame> open = new ArrayDeque<>();
  private final Map<String, Anchored> anchors = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private @Nullable Node root;
  private int nodes;
  private int aliases;

  TreeBuilder(Faults faults) {
    this.faults = faults;
  }

  /** A part to which aliases may refer, and what it costs to walk it. */
  private record Anchored(Node node, int nodes, int height) {}

  /** A mapping or list whose end has not come yet. */
  private static final class Frame {

    final boolean isMapping;
    final int line;
    final int column;
    final @Nullable String anchor;
    final int nodesBefore;
    final List<Mapping.Entry> entries = new ArrayList<>(4);
    final List<Node> items = new ArrayList<>(4);
    @Nullable Scalar key;
    int height = 1;

    Frame(boolean isMapping, int line, int column, @Nullable String anchor, int nodesBefore) {
      this.isMapping = isMapping;
      this.line = line;
      this.column = column;
      this.anchor = anchor;
      this.nodesBefore = nodesBefore;
    }
  }

  /** The whole tree; null if there was nothing. */
  @Nullable Node root() {
    return root;
  }

  void scalar(Scalar scalar, @Nullable String anchor) throws Malformed {
    count(1, scalar.line(), scalar.column());
    add(scalar, 0, anchor, 1);
  }

  void beginMapping(int line, int column, @Nullable String anchor) throws Malformed {
    begin(true, line, column, anchor);
  }

  void beginSequence(int line, int column, @Nullable String anchor) throws Malformed {
    begin(false, line, column, anchor);
  }

  /** Ends the mapping or list that was begun last. */
  void end() throws Malformed {
    var frame = open.removeLast();
    Node node;
    if (frame.isMapping) {
      refuseDoubleNames(frame.entries);
      node = new Mapping(frame.entries, frame.line, frame.column);
    } else {
      node = new Sequence(frame.items, frame.line, frame.column);
    }
    add(node, frame.height, frame.anchor, nodes - frame.nodesBefore);
  }

  void alias(String name, int line, int column) throws Malformed {
    var anchored = anchors.get(name);
    if (anchored == null) {
      throw new Malformed(
          line, column, "*%s (expected: an anchor &%s before it)".formatted(name, name));
    }
    if (++aliases > ALIASES_MAX) {
      throw new Malformed(
          line, column, "*%s (expected: at most %d aliases)".formatted(name, ALIASES_MAX));
    }
    checkDepth(open.size() + anchored.height, line, column);
    count(anchored.nodes, line, column);
    add(anchored.node, anchored.height, null, anchored.nodes);
  }

  private void begin(boolean isMapping, int line, int column, @Nullable String anchor)
      throws Malformed {
    checkDepth(open.size() + 1, line, column);
    count(1, line, column);
    open.addLast(new Frame(isMapping, line, column, anchor, nodes - 1));
  }

  private void add(Node node, int height, @Nullable String anchor, int size) throws Malformed {
    if (anchor != null) {
      anchors.put(anchor, new Anchored(node, size, height));
    }
    var parent = open.peekLast();
    if (parent == null) {
      root = node;
      return;
    }
    parent.height = Math.max(parent.height, height + 1);
    if (!parent.isMapping) {
      parent.items.add(node);
    } else if (parent.key == null) {
      parent.key = name(node);
    } else {
      parent.entries.add(new Mapping.Entry(parent.key, node));
      parent.key = null;
    }
  }

  private Scalar name(Node node) throws Malformed {
    if (!(node instanceof Scalar scalar)) {
      throw new Malformed(
          node.line(), node.column(), "%s as a name (expected: text)".formatted(node.describe()));
    }
    var text = names.computeIfAbsent(scalar.text(), same -> same);
    return new Scalar(text, scalar.form(), scalar.line(), scalar.column());
  }

  private void refuseDoubleNames(List<Mapping.Entry> entries) {
    var firsts = new HashMap<String, Scalar>();
    for (var entry : entries) {
      var first = firsts.putIfAbsent(entry.name(), entry.key());
      if (first != null) {
        faults.add(
            entry.key(),
            place().field(entry.name()),
            "given twice (first in line %d)".formatted(first.line()));
      }
    }
  }

  /** Of the value that comes next. */
  private Place place() {
    var place = Place.ROOT;
    for (var frame : open) {
      place = frame.key != null ? place.field(frame.key.text()) : place.item(frame.items.size());
    }
    return place;
  }

  private void count(int more, int line, int column) throws Malformed {
    nodes += more;
    if (nodes > NODES_MAX) {
      throw new Malformed(
          line, column, "too many values (expected: at most %d)".formatted(NODES_MAX));
    }
  }

  private static void checkDepth(int depth, int line, int column) throws Malformed {
    if (depth > DEPTH_MAX) {
      throw new Malformed(
          line, column, "nested too deeply (expected: at most %d levels)".formatted(DEPTH_MAX));
    }
  }
}
