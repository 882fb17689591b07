package io.sampo.definition.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.sampo.definition.source.Node.Form;
import io.sampo.definition.source.Node.Scalar;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON: one value, numbers as they are written. */
final class JsonTree {

  /**
   * Lets numbers through that are none ({@code NaN}) or too long, so that the field they stand in
   * is named when they are refused. Names are not shared by the parser: its table gives up on names
   * that were made to collide.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(SourceBytes.BYTES_MAX)
                  .maxNumberLength(SourceBytes.BYTES_MAX)
                  .maxStringLength(SourceBytes.BYTES_MAX)
                  .build())
          .build();

  /** How the parser writes a place into its messages. */
  private static final Pattern PARSER_PLACE =
      Pattern.compile("\\[Source: [^\\]]*; (line: \\d+, column: \\d+)\\]");

  private final TreeBuilder tree;
  private final JsonParser parser;

  private JsonTree(TreeBuilder tree, JsonParser parser) {
    this.tree = tree;
    this.parser = parser;
  }

  /** Feeds the whole of {@code source} to {@code tree}. */
  static void parse(SourceBytes source, TreeBuilder tree) throws Malformed {
    try (var parser = JSON.createParser(source.reader())) {
      new JsonTree(tree, parser).parse();
    } catch (JsonProcessingException e) {
      var reason = PARSER_PLACE.matcher(e.getOriginalMessage()).replaceAll("$1");
      throw malformed(e.getLocation(), "not JSON: " + reason);
    } catch (IOException e) {
      throw new Malformed(1, 1, "cannot be read: " + e);
    }
  }

  private void parse() throws IOException, Malformed {
    for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (tree.root() != null) {
        throw malformed(
            parser.currentTokenLocation(), "not JSON: a second value (expected: the end)");
      }
      accept(token);
    }
  }

  private void accept(JsonToken token) throws IOException, Malformed {
    var at = parser.currentTokenLocation();
    switch (token) {
      case START_OBJECT -> tree.beginMapping(at.getLineNr(), at.getColumnNr(), null);
      case START_ARRAY -> tree.beginSequence(at.getLineNr(), at.getColumnNr(), null);
      case END_OBJECT, END_ARRAY -> tree.end();
      case FIELD_NAME, VALUE_STRING -> scalar(at, Form.QUOTED);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> scalar(at, Form.PLAIN);
      case VALUE_NULL -> scalar(at, Form.NULL);
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new AssertionError(token);
    }
  }

  private void scalar(JsonLocation at, Form form) throws IOException, Malformed {
    tree.scalar(new Scalar(parser.getText(), form, at.getLineNr(), at.getColumnNr()), null);
  }

  private static Malformed malformed(@Nullable JsonLocation at, String reason) {
    return at == null
        ? new Malformed(1, 1, reason)
        : new Malformed(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), reason);
  }
}
