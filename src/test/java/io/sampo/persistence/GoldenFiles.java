package io.sampo.persistence;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sampo.protocol.shape.Shapes;
import io.sampo.run.RunEvent;
import io.sampo.token.TokenEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * What was once stored, frozen: for each event {@code NAME-VERSION.hex}, the bytes, and beside it
 * {@code NAME-VERSION.json}, the same for people. A file that is there is never changed: a shape
 * that changes gets a new version, and files of its own. {@link #main} writes those that are
 * missing.
 */
final class GoldenFiles {

  static final Path FOLDER = Path.of("src/test/resources/golden");

  private static final int HEX_DIGITS_A_LINE = 80;

  private GoldenFiles() {}

  static void main() throws IOException {
    Files.createDirectories(FOLDER);
    for (var event : Samples.EVENTS) {
      writeIfMissing(name(event), RunEventFormat.encode(event), json(event));
    }
    for (var event : Samples.TOKEN_EVENTS) {
      writeIfMissing(name(event), TokenEventFormat.encode(event), json(event));
    }
    var job = Samples.JOB;
    writeIfMissing("JobDefinition-4", DefinitionFormat.encode(job), json(job));
    var snapshot = Samples.SNAPSHOT;
    writeIfMissing(
        RunSnapshotFormat.MANIFEST.replace(':', '-'),
        RunSnapshotFormat.encode(snapshot),
        json(snapshot));
  }

  static String name(RunEvent event) {
    return RunEventFormat.manifest(event).replace(':', '-');
  }

  static String name(TokenEvent event) {
    return TokenEventFormat.manifest(event).replace(':', '-');
  }

  static byte[] bytes(String name) throws IOException {
    var hex = Files.readString(FOLDER.resolve(name + ".hex"));
    return HexFormat.of().parseHex(hex.replace("\n", ""));
  }

  static String text(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".json"));
  }

  static String json(Object value) throws IOException {
    return pretty().writeValueAsString(value) + "\n";
  }

  private static void writeIfMissing(String name, byte[] bytes, String json) throws IOException {
    if (!Files.exists(FOLDER.resolve(name + ".hex"))) {
      var hex =
          HexFormat.of()
              .formatHex(bytes)
              .replaceAll("(.{%d})".formatted(HEX_DIGITS_A_LINE), "$1\n");
      Files.writeString(FOLDER.resolve(name + ".hex"), hex.stripTrailing() + "\n");
      Files.writeString(FOLDER.resolve(name + ".json"), json);
    }
  }

  private static ObjectWriter pretty() {
    var indent = new DefaultIndenter("  ", "\n");
    return Shapes.applyTo(JsonMapper.builder())
        .build()
        .writer(new DefaultPrettyPrinter().withObjectIndenter(indent));
  }
}
