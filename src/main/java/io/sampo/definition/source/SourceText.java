package io.sampo.definition.source;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The whole text of a file that a job file names, no larger than a job file may be.
 *
 * @param text null if there is none
 * @param refusal where and why it cannot be read, such as {@code :3:7: byte 0xFF is not UTF-8};
 *     null if it can
 */
public record SourceText(@Nullable String text, @Nullable String refusal) {

  public static SourceText read(Path file) {
    try {
      var text = new StringWriter();
      SourceBytes.read(file).reader().transferTo(text);
      return new SourceText(text.toString(), null);
    } catch (Malformed e) {
      return new SourceText(null, ":%d:%d: %s".formatted(e.line(), e.column(), e.getMessage()));
    } catch (IOException e) {
      return new SourceText(null, ": cannot be read: " + e);
    }
  }
}
