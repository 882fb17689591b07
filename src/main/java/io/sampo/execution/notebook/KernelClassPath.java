package io.sampo.execution.notebook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.execution.notebook.kernel.NotebookKernel;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.NullMarked;

/** The part of the node's class path that notebooks run with: Sampo itself, Jackson and DuckDB. */
final class KernelClassPath {

  private static final String JAR = "jar:";

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

  /**
   * Where the class loader finds the class; its protection domain does not say after a CDS start.
   */
  private static String place(Class<?> type) {
    var name = type.getName().replace('.', '/') + ".class";
    var found = Objects.requireNonNull(type.getClassLoader().getResource(name), name).toString();
    var container =
        found.startsWith(JAR)
            ? found.substring(JAR.length(), found.indexOf("!/"))
            : found.substring(0, found.length() - name.length());
    return Path.of(URI.create(container)).toString();
  }
}
