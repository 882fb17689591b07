package io.sampo.definition.importer.part;

import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Member;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Scalar;
import java.util.List;
import java.util.Map;

/**
 * YAML's merge keys: {@code <<: *other} takes over what the mapping does not say itself. They left
 * YAML with version 1.2, so job files do not know them, but bundles are full of them.
 */
final class MergeKeys {

  private MergeKeys() {}

  static boolean isMergeKey(Scalar key) {
    return key.form() == Form.PLAIN && key.text().equals("<<");
  }

  /** Adds to {@code members} what {@code source}, a merge key and its value, has beyond them. */
  static void merge(Member source, Map<String, Member> members) {
    var parts = source.part() instanceof Items list ? list.items() : List.of(source.part());
    for (var part : parts) {
      if (part instanceof Members mapping) {
        mapping.members().forEach(members::putIfAbsent);
      } else {
        part.at().fault("%s (expected: a mapping to merge)".formatted(part.at().node().describe()));
      }
    }
  }
}
