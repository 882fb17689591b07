package io.sampo.definition.importer.bundle;

import io.sampo.definition.field.Value;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Report;
import io.sampo.definition.source.Excerpt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bundle's root file and all it includes, as one tree. */
final class BundleFiles {

  private final Report report;
  private final Path root;
  private final Map<String, Value> defined = new HashMap<>();

  private BundleFiles(Report report, Path root) {
    this.report = report;
    this.root = root;
  }

  /** The tree of the bundle whose root file is {@code file}, which holds {@code root}. */
  static Members read(Path file, Members root, Report report) {
    return new BundleFiles(report, file).read(root);
  }

  private Members read(Members tree) {
    noteResources(tree);
    var whole = tree.without("include");
    for (var file : included(tree)) {
      var value = report.read(file);
      if (value != null) {
        if (Part.of(value) instanceof Members more) {
          refuseNested(more);
          noteResources(more);
          whole = Overlay.of(whole, more.without("include"));
        } else {
          value.fault("%s (expected: a mapping)".formatted(value.node().describe()));
        }
      }
    }
    return whole;
  }

  private Set<Path> included(Members tree) {
    var files = new LinkedHashSet<Path>();
    var includes = new Includes(Folders.of(root));
    for (var pattern : patterns(tree)) {
      var found = includes.files(pattern.at());
      if (found.isEmpty()) {
        report.warn(pattern.at(), "includes nothing");
      }
      files.addAll(found);
    }
    var self = root.toAbsolutePath().normalize();
    files.removeIf(file -> file.toAbsolutePath().normalize().equals(self));
    return files;
  }

  private static List<Part> patterns(Members tree) {
    return switch (tree.get("include")) {
      case null -> List.of();
      case Items list -> list.items();
      case Part one -> {
        one.at().fault("%s (expected: a list of files)".formatted(one.at().node().describe()));
        yield List.of();
      }
    };
  }

  private static void refuseNested(Members tree) {
    var nested = tree.get("include");
    if (nested != null) {
      nested.at().fault("include (expected: in the root file of a bundle only)");
    }
  }

  /** Two files may not define the same thing: nobody could tell which of them holds. */
  private void noteResources(Members tree) {
    if (!(tree.get("resources") instanceof Members kinds)) {
      return;
    }
    kinds
        .members()
        .forEach((kind, member) -> {
          if (member.part() instanceof Members resources) {
            new ArrayList<>(resources.members().entrySet())
                .forEach(entry -> note(kind + "." + entry.getKey(), entry.getValue().name()));
          }
        });
  }

  private void note(String key, Value at) {
    var first = defined.putIfAbsent(key, at);
    if (first != null) {
      at.fault(
          "%s is defined twice (first in %s, line %d)"
              .formatted(Excerpt.of(key), report.file(first), first.node().line()));
    }
  }
}
