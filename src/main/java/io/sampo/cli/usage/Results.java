package io.sampo.cli.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.folder.Snapshot;
import io.sampo.cli.view.Summary;
import java.io.IOException;
import java.util.List;

/** Prints runs on stdout, as documents or for people. */
public final class Results {

  private static final ObjectMapper TREES = new ObjectMapper();

  private final Globals globals;

  public Results(Globals globals) {
    this.globals = globals;
  }

  /** Prints one run. */
  public void print(Snapshot snapshot) {
    if (globals.isJson()) {
      globals.print(json -> write(json, snapshot.document()));
    } else {
      printText(snapshot);
    }
  }

  /** Prints several runs, as JSON in an array. */
  public void print(List<Snapshot> snapshots) {
    if (globals.isJson()) {
      globals.print(json -> {
        json.writeStartArray();
        for (var snapshot : snapshots) {
          write(json, snapshot.document());
        }
        json.writeEndArray();
      });
    } else {
      snapshots.forEach(this::printText);
    }
  }

  private static void write(JsonGenerator json, JsonNode tree) throws IOException {
    TREES.writeTree(json, tree);
  }

  private void printText(Snapshot snapshot) {
    var now = globals.surroundings().clock().millis();
    Summary.lines(snapshot.jobName(), snapshot.document(), now)
        .forEach(globals.surroundings().out()::println);
  }
}
