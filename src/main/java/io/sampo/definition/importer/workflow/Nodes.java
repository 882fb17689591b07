package io.sampo.definition.importer.workflow;

import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.List;
import java.util.Map;

/** Makes nodes that stand in no file. */
final class Nodes {

  private Nodes() {}

  static Scalar text(String text) {
    return new Scalar(text, Form.QUOTED, 1, 1);
  }

  static Scalar number(String digits) {
    return new Scalar(digits, Form.PLAIN, 1, 1);
  }

  static Sequence sequence(List<? extends Node> items) {
    return new Sequence(List.copyOf(items), 1, 1);
  }

  /** In the order of {@code members}. */
  static Mapping mapping(Map<String, ? extends Node> members) {
    return new Mapping(
        members.entrySet().stream()
            .map(member -> new Mapping.Entry(text(member.getKey()), member.getValue()))
            .toList(),
        1,
        1);
  }
}
