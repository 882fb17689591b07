package io.sampo.definition.importer.text;

import io.sampo.definition.source.Node;
import io.sampo.definition.source.Node.Mapping;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Node.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Writes YAML as people write it: blocks, but short lists and mappings on one line. */
final class YamlText {

  /** Longer lines are never broken, since a break is easily read as something else. */
  private static final int WIDTH = 1_000_000;

  /** What a list or mapping on one line may hold, in characters. */
  private static final int ONE_LINE_CHARS_MAX = 70;

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setWidth(WIDTH)
          .setSplitLines(false)
          .setMaxSimpleKeyLength(1024)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .build();

  private final Emitter emitter;

  private YamlText(Emitter emitter) {
    this.emitter = emitter;
  }

  static String write(Node tree) {
    var text = new Text();
    var writer = new YamlText(new Emitter(SETTINGS, text));
    writer.emit(new StreamStartEvent());
    writer.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    writer.node(tree, false);
    writer.emit(new DocumentEndEvent(false));
    writer.emit(new StreamEndEvent());
    return text.toString();
  }

  private void emit(Event event) {
    emitter.emit(event);
  }

  private void node(Node node, boolean isOnOneLine) {
    switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence -> {
        var flow = isOnOneLine || isShort(sequence.items());
        emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style(flow)));
        sequence.items().forEach(item -> node(item, flow));
        emit(new SequenceEndEvent());
      }
      case Mapping mapping -> {
        var flow = isOnOneLine || isShort(mapping);
        emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style(flow)));
        for (var entry : mapping.entries()) {
          scalar(entry.key());
          node(entry.value(), flow);
        }
        emit(new MappingEndEvent());
      }
    }
  }

  private void scalar(Scalar scalar) {
    emit(
        new ScalarEvent(
            Optional.empty(),
            Optional.empty(),
            new ImplicitTuple(true, true),
            scalar.text().isEmpty() && scalar.isNull() ? "null" : scalar.text(),
            Quoting.of(scalar)));
  }

  private static FlowStyle style(boolean isOnOneLine) {
    return isOnOneLine ? FlowStyle.FLOW : FlowStyle.BLOCK;
  }

  private static boolean isShort(Mapping mapping) {
    return mapping.entries().size() <= 1
        && isShort(mapping.entries().stream().map(Mapping.Entry::value).toList());
  }

  private static boolean isShort(List<Node> items) {
    var chars = 0;
    for (var item : items) {
      if (!(item instanceof Scalar scalar) || scalar.text().contains("\n")) {
        return false;
      }
      chars += scalar.text().length() + 2;
      if (chars > ONE_LINE_CHARS_MAX) {
        return false;
      }
    }
    return true;
  }

  /** Takes what is written. */
  private static final class Text implements StreamDataWriter {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(String part) {
      text.append(part);
    }

    @Override
    public void write(String part, int from, int length) {
      text.append(part, from, from + length);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
