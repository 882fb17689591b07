package io.sampo.cli.usage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.session.Surroundings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command takes. */
public final class Globals {

  /** How results are written. */
  public enum Output {
    text,
    json
  }

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Json {
    void write(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final Surroundings surroundings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data folder (default: SAMPO_DATA, else .sampo).")
  private @Nullable Path data;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      description = "How results are written: ${COMPLETION-CANDIDATES} (default: text).")
  private Output output = Output.text;

  public Globals(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public DataFolder data() {
    return DataFolder.of(data, surroundings.environment(), surroundings.current());
  }

  /** What names the same data folder in another command, with a blank behind it; or nothing. */
  public String dataOption() {
    return data == null ? "" : "--data %s ".formatted(data);
  }

  public boolean isJson() {
    return output == Output.json;
  }

  /** Writes a JSON value and a line end to stdout. */
  public void print(Json value) {
    surroundings.out().println(text(value));
  }

  public static String text(Json value) {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
