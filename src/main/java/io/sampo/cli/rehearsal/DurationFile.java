package io.sampo.cli.rehearsal;

import io.sampo.cli.process.Complaint;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file that maps task keys to seconds, in YAML or JSON. */
public final class DurationFile {

  private DurationFile() {}

  /**
   * The milliseconds of each task that {@code file} names.
   *
   * @throws Complaint with every fault of the file at once
   */
  public static Map<String, Long> read(Path file, TaskKeys keys) {
    var faults = new Faults(file.toString());
    var root = SourceTree.read(file, faults);
    var millis = new LinkedHashMap<String, Long>();
    if (root != null) {
      for (var member : new Value(root, Place.ROOT, faults).members().entrySet()) {
        var key = member.getKey();
        var fault = keys.fault(key);
        if (fault != null) {
          member.getValue().fault(fault, () -> keys.near(key));
        }
        var seconds = member.getValue().number(0, Seconds.MAX);
        if (seconds != null) {
          millis.put(key, Math.round(seconds * 1000));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw Complaint.usage(String.join("\n", lines(faults)));
    }
    return millis;
  }

  private static List<String> lines(Faults faults) {
    var lines = new ArrayList<>(faults.listed().stream().map(Fault::toString).toList());
    if (faults.more() > 0) {
      lines.add("and %d more".formatted(faults.more()));
    }
    return lines;
  }
}
