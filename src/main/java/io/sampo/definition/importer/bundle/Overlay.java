package io.sampo.definition.importer.bundle;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays one tree over another: mappings are joined name by name, lists are put one after the other,
 * and of two texts the upper one holds. Nothing laid over something changes nothing.
 */
final class Overlay {

  /** Lists of a job in which what has the same key is one thing, and the name of the key. */
  private static final Map<String, String> KEYS =
      Map.of(
          "tasks", "task_key",
          "job_clusters", "job_cluster_key",
          "parameters", "name",
          "environments", "environment_key");

  private Overlay() {}

  static Part of(Part base, Part top) {
    if (base instanceof Members below && top instanceof Members above) {
      return of(below, above);
    }
    if (base instanceof Items below && top instanceof Items above) {
      var items = new ArrayList<>(below.items());
      items.addAll(above.items());
      return new Items(below.at(), items);
    }
    if (top instanceof Text text && text.isNull()) {
      return base;
    }
    if (base instanceof Text below && (top instanceof Text || below.isNull())) {
      return top;
    }
    top.at()
        .fault(
            "%s in place of %s (expected: the same form, to lay one over the other)"
                .formatted(top.at().node().describe(), base.at().node().describe()));
    return base;
  }

  static Members of(Members base, Members top) {
    var members = new LinkedHashMap<>(base.members());
    top.members()
        .forEach((name, member) ->
            members.merge(
                name,
                member,
                (below, above) -> new Member(below.name(), of(below.part(), above.part()))));
    return new Members(base.at(), members);
  }

  /** {@code job} with what has the same key in a list laid over each other. */
  static Members joinByKey(Members job) {
    var joined = job;
    for (var list : KEYS.entrySet()) {
      if (job.get(list.getKey()) instanceof Items items) {
        joined = joined.with(list.getKey(), joinByKey(items, list.getValue()));
      }
    }
    return joined.changeEach("tasks", Overlay::task);
  }

  /** A task that a target gives a dependency which it has already, has it once. */
  private static Part task(Part part) {
    return part instanceof Members task && task.get("depends_on") instanceof Items dependencies
        ? task.with("depends_on", joinByKey(dependencies, "task_key"))
        : part;
  }

  private static Items joinByKey(Items list, String key) {
    var byKey = new LinkedHashMap<String, Part>();
    List<Part> others = new ArrayList<>();
    for (var item : list.items()) {
      var text = item instanceof Members members ? members.text(key) : null;
      if (text == null) {
        others.add(item);
      } else {
        byKey.merge(text, item, Overlay::of);
      }
    }
    var items = new ArrayList<>(byKey.values());
    items.addAll(others);
    return new Items(list.at(), items);
  }
}
