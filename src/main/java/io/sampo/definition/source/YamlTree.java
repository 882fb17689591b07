package io.sampo.definition.source;

import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Scalar;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML 1.2: one document, no tags but the core ones, and scalars as they are written. */
final class YamlTree {

  private static final String TEXT = "tag:yaml.org,2002:str";

  /** The tags of what a file holds anyhow; {@code !} alone means text. */
  private static final Set<String> TAGS =
      Set.of(
          "!",
          TEXT,
          "tag:yaml.org,2002:int",
          "tag:yaml.org,2002:float",
          "tag:yaml.org,2002:bool",
          "tag:yaml.org,2002:null",
          "tag:yaml.org,2002:map",
          "tag:yaml.org,2002:seq");

  private final TreeBuilder tree;
  private int documents;
  private int line = 1;
  private int column = 1;

  private YamlTree(TreeBuilder tree) {
    this.tree = tree;
  }

  /** Feeds the whole of {@code source} to {@code tree}. */
  static void parse(SourceBytes source, TreeBuilder tree) throws Malformed {
    new YamlTree(tree).parse(source);
  }

  private void parse(SourceBytes source) throws Malformed {
    var settings = LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();
    try {
      for (var event : new Parse(settings).parseReader(source.reader())) {
        accept(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw malformed(e);
    } catch (YamlEngineException e) {
      throw new Malformed(line, column, "not YAML 1.2: " + e.getMessage());
    }
  }

  private void accept(Event event) throws Malformed {
    var mark = event.getStartMark().orElseThrow();
    line = mark.getLine() + 1;
    column = mark.getColumn() + 1;
    switch (event.getEventId()) {
      case DocumentStart -> refuseSecondDocument();
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> tree.alias(((AliasEvent) event).getAlias().getValue(), line, column);
      case MappingStart -> tree.beginMapping(line, column, anchor((CollectionStartEvent) event));
      case SequenceStart -> tree.beginSequence(line, column, anchor((CollectionStartEvent) event));
      case MappingEnd, SequenceEnd -> tree.end();
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  private void refuseSecondDocument() throws Malformed {
    if (++documents > 1) {
      throw new Malformed(line, column, "a second document (expected: one job in a file)");
    }
  }

  private void scalar(ScalarEvent event) throws Malformed {
    var tag = event.getTag().orElse(null);
    checkTag(tag);
    var isText = tag == null ? !event.isPlain() : tag.equals(TEXT) || tag.equals("!");
    var form = isText ? Form.QUOTED : Form.PLAIN;
    tree.scalar(new Scalar(event.getValue(), form, line, column), name(event));
  }

  private @Nullable String anchor(CollectionStartEvent event) throws Malformed {
    checkTag(event.getTag().orElse(null));
    return name(event);
  }

  private void checkTag(@Nullable String tag) throws Malformed {
    if (tag != null && !TAGS.contains(tag)) {
      throw new Malformed(
          line, column, "tag %s (expected: a value without a tag)".formatted(Excerpt.of(tag)));
    }
  }

  private static @Nullable String name(NodeEvent event) {
    return event.getAnchor().map(Anchor::getValue).orElse(null);
  }

  /** For text that never ends the place where it began, for all else where reading stopped. */
  private Malformed malformed(MarkedYamlEngineException e) {
    var problem = e.getProblem();
    var isEndless = problem.contains("end of stream") && e.getContextMark().isPresent();
    Optional<Mark> mark = isEndless ? e.getContextMark() : e.getProblemMark();
    var context = e.getContext() == null ? "" : " " + e.getContext();
    return new Malformed(
        mark.map(Mark::getLine).orElse(line - 1) + 1,
        mark.map(Mark::getColumn).orElse(column - 1) + 1,
        "not YAML: " + problem + context);
  }
}
