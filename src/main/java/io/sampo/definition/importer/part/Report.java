package io.sampo.definition.importer.part;

import io.sampo.definition.field.Value;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that one import reads, and everything that is to be said about them. */
public final class Report {

  private final Map<Path, Faults> faults = new LinkedHashMap<>();
  private final Map<Faults, Path> files = new HashMap<>();
  private final Map<Path, Value> roots = new HashMap<>();
  private final Set<String> remarks = new LinkedHashSet<>();

  /** The value in {@code file}; null, and a fault, if it cannot be read. Read once only. */
  public @Nullable Value read(Path file) {
    var known = roots.get(file);
    if (known != null) {
      return known;
    }
    var found = faults(file);
    var root = SourceTree.read(file, found);
    if (root == null) {
      return null;
    }
    var value = new Value(root, Place.ROOT, found);
    roots.put(file, value);
    return value;
  }

  /** Notes a fault of {@code file} as a whole. */
  public void fault(Path file, String message) {
    Node whole = new Mapping(List.of(), 1, 1);
    faults(file).add(whole, Place.ROOT, message);
  }

  /** The file that {@code value} was read from. */
  public Path file(Value value) {
    return Objects.requireNonNull(files.get(value.faults()), "a value of no file");
  }

  /** Notes something that does not keep the import from going on. Told once. */
  public void remark(String remark) {
    remarks.add(remark);
  }

  /** The same, about the place where {@code value} stands. */
  public void warn(Value value, String message) {
    var node = value.node();
    var fault =
        new Fault(
            file(value).toString(),
            node.line(),
            node.column(),
            value.place().toString(),
            message,
            null);
    remark("warning: " + fault);
  }

  public boolean isFaultless() {
    return faults.values().stream().allMatch(Faults::isEmpty);
  }

  /** The lines that tell of the faults, file by file. */
  public List<String> complaints() {
    var lines = new ArrayList<String>();
    faults.forEach((file, found) -> {
      found.listed().forEach(fault -> lines.add(fault.toString()));
      if (found.more() > 0) {
        lines.add("%s: and %d more".formatted(file, found.more()));
      }
    });
    return lines;
  }

  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  private Faults faults(Path file) {
    return faults.computeIfAbsent(
        file,
        _ -> {
          var made = new Faults(file.toString());
          files.put(made, file);
          return made;
        });
  }
}
