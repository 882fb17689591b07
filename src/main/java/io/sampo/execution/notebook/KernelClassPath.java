package io.sampo.execution.notebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.execution.notebook.kernel.NotebookKernel;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.NullMarked;

/** The part of the node's class path that notebooks run with: Sampo itself, Jackson and DuckDB. */
final class KernelClassPath {

  private KernelClassPath() {}

  static String ofThisJvm() {
    return Stream.of(
            NotebookKernel.class,
            JsonFactory.class,
            JsonProperty.class,
            ObjectMapper.class,
            DuckDBDriver.class,
            NullMarked.class)
        .map(KernelClassPath::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException unreadable) {
      throw new IllegalStateException("no file holds " + type, unreadable);
    }
  }
}
