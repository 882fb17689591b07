package io.sampo.benchmark;

import io.sampo.cluster.node.ScaleBenchmark;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator;

/**
 * Runs the benchmarks of this package by JMH, or with the argument {@code scale} the {@link
 * ScaleBenchmark}. JMH's code around each method is made here, from the compiled classes: an
 * annotation processor would put it among our own, where every warning is an error.
 *
 * <pre>mvn test-compile -Pbenchmark -Dbenchmarks='-f 1 Decide'</pre>
 */
final class Benchmarks {

  private Benchmarks() {}

  /** Takes what JMH takes on its command line. */
  static void main(String... arguments) throws Exception {
    if (List.of(arguments).equals(List.of("scale"))) {
      ScaleBenchmark.main();
      return;
    }
    var classes =
        Path.of(Benchmarks.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var made = Files.createDirectories(classes.resolveSibling("jmh"));
    var sources = Files.createDirectories(made.resolve("sources"));
    JmhBytecodeGenerator.main(
        new String[] {classes.toString(), sources.toString(), made.toString()});
    compile(sources, made);
    System.exit(jmh(made, arguments));
  }

  /** In a process of its own, whose class path has what was made. */
  private static int jmh(Path made, String... arguments) throws Exception {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var path = made + File.pathSeparator + System.getProperty("java.class.path");
    var command = new ArrayList<>(List.of(java));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", path, Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void compile(Path sources, Path to) throws Exception {
    var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", to.toString()));
    try (var files = Files.walk(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
    }
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK");
    var exit = compiler.run(null, null, null, command.toArray(String[]::new));
    if (exit != 0) {
      throw new IllegalStateException("what JMH made does not compile: " + sources);
    }
  }
}
