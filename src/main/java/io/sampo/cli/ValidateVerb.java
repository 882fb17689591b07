package io.sampo.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.usage.Globals;
import io.sampo.definition.JobFile;
import io.sampo.definition.Reading;
import io.sampo.definition.source.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code validate}: every fault of job files at once. Faults are its result. */
@Command(name = "validate", description = "Checks job files, and lists every fault with its place.")
final class ValidateVerb implements Callable<Integer> {

  private final Globals globals;

  @Parameters(arity = "1..*", paramLabel = "JOB", description = "Job files, in YAML or JSON.")
  private List<Path> files = List.of();

  ValidateVerb(Globals globals) {
    this.globals = globals;
  }

  @Override
  public Integer call() {
    var readings = files.stream().map(this::read).toList();
    if (globals.isJson()) {
      globals.print(json -> write(json, readings));
    }
    for (var i = 0; i < readings.size(); i++) {
      show(files.get(i), readings.get(i));
    }
    var isGood = readings.stream().allMatch(reading -> reading.definition() != null);
    return (isGood ? ExitCode.OK : ExitCode.USAGE).code();
  }

  private Reading read(Path file) {
    return JobFile.read(globals.surroundings().resolve(file));
  }

  private void show(Path file, Reading reading) {
    var out = globals.surroundings().out();
    var err = globals.surroundings().err();
    reading.warnings().forEach(warning -> err.println("warning: " + warning));
    reading.notices().forEach(notice -> err.println("notice: " + notice.sentence()));
    var definition = reading.definition();
    if (globals.isJson()) {
      if (reading.moreFaults() > 0) {
        err.println("%s: and %d more faults".formatted(file, reading.moreFaults()));
      }
    } else if (definition == null) {
      reading.complaints().forEach(out::println);
    } else {
      out.println("%s: ok, %d tasks".formatted(file, definition.tasks().size()));
    }
  }

  private static void write(JsonGenerator json, List<Reading> readings) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("faults");
    for (var reading : readings) {
      for (var fault : reading.faults()) {
        write(json, fault);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Fault fault) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", fault.file());
    json.writeNumberField("line", fault.line());
    json.writeNumberField("column", fault.column());
    json.writeStringField("path", fault.path());
    json.writeStringField("message", fault.message());
    json.writeStringField("suggestion", fault.suggestion());
    json.writeEndObject();
  }
}
