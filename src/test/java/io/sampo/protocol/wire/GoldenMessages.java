package io.sampo.protocol.wire;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.protocol.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * What was once sent, frozen: for each message {@code NAME-VERSION.hex}, the bytes, and beside it
 * {@code NAME-VERSION.json}, the same for people. A file that is there is never changed: a message
 * that gets a component must still read what was sent without it. {@link #main} writes those that
 * are missing.
 */
final class GoldenMessages {

  private static final Path FOLDER = Path.of("src/test/resources/golden/wire");

  private static final int HEX_DIGITS_A_LINE = 80;

  private GoldenMessages() {}

  static void main() throws IOException {
    Files.createDirectories(FOLDER);
    for (var manifest : Manifests.all()) {
      if (!Files.exists(file(manifest, "hex"))) {
        write(manifest, Wires.FORMAT.encode(sample(manifest)));
      }
    }
  }

  private static void write(String manifest, byte[] bytes) throws IOException {
    var hex =
        HexFormat.of().formatHex(bytes).replaceAll("(.{%d})".formatted(HEX_DIGITS_A_LINE), "$1\n");
    Files.writeString(file(manifest, "hex"), hex.stripTrailing() + "\n");
    Files.writeString(file(manifest, "json"), json(manifest, bytes));
  }

  private static Message sample(String manifest) {
    var type = Manifests.type(manifest);
    if (type == null) {
      throw new AssertionError(manifest);
    }
    return Drawn.complete(type, manifest.hashCode(), Wires.ACTOR);
  }

  static byte[] bytes(String manifest) throws IOException {
    var hex = Files.readString(file(manifest, "hex"));
    return HexFormat.of().parseHex(hex.replace("\n", ""));
  }

  static String text(String manifest) throws IOException {
    return Files.readString(file(manifest, "json"));
  }

  static String json(String manifest, byte[] bytes) throws IOException {
    var indent = new DefaultIndenter("  ", "\n");
    return new JsonMapper()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(indent))
            .writeValueAsString(tree(manifest, bytes))
        + "\n";
  }

  private static JsonNode tree(String manifest, byte[] bytes) throws IOException {
    return Wires.isCbor(manifest) ? tree(bytes) : Wires.tree(Wires.FORMAT.decode(bytes, manifest));
  }

  static JsonNode tree(byte[] bytes) throws IOException {
    return new CBORMapper().readTree(bytes);
  }

  private static Path file(String manifest, String kind) {
    return FOLDER.resolve(manifest.replace(':', '-') + "." + kind);
  }
}
