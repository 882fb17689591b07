package io.sampo.persistence;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.model.Check;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.protocol.shape.Shapes;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Definitions of jobs as bytes: CBOR, the same bytes for equal definitions, so that their hash
 * names the definition.
 */
public final class DefinitionFormat {

  /** What this release writes, and all that it reads: 1 to 3 were never in a release. */
  private static final int VERSION = 4;

  private static final ObjectMapper CBOR = Shapes.applyTo(CBORMapper.builder()).build();

  private DefinitionFormat() {}

  /** The bytes of {@code job}. */
  public static byte[] encode(JobDefinition job) {
    try {
      return CBOR.writeValueAsBytes(StoredDefinition.of(VERSION, job));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("definition not written: " + job.name(), e);
    }
  }

  /** The name of {@code job} in the journal. */
  public static ContentHash hash(JobDefinition job) {
    return ContentHash.of(encode(job));
  }

  /** The format stands first, so that nothing else is looked at before it is known. */
  private static int format(JsonParser parser) throws IOException {
    parser.nextToken();
    if (!"format".equals(parser.nextFieldName()) || !parser.nextToken().isNumeric()) {
      throw new JsonParseException(parser, "no format");
    }
    return parser.getIntValue();
  }

  /**
   * The definition that {@code bytes} were made from.
   *
   * @throws IllegalArgumentException if another release wrote them
   * @throws UncheckedIOException if they are not the bytes of a definition
   */
  public static JobDefinition decode(byte[] bytes) {
    try (var parser = CBOR.createParser(bytes)) {
      Check.range("format of a definition", format(parser), VERSION, VERSION);
    } catch (IOException e) {
      throw broken(bytes, e);
    }
    try {
      return CBOR.readValue(bytes, StoredDefinition.class).job();
    } catch (IOException e) {
      throw broken(bytes, e);
    } catch (IllegalArgumentException e) {
      throw broken(bytes, new IOException(e));
    }
  }

  private static UncheckedIOException broken(byte[] bytes, IOException why) {
    return new UncheckedIOException(
        "definition: its %d bytes are not of format %d; see which release wrote them"
            .formatted(bytes.length, VERSION),
        why);
  }
}
