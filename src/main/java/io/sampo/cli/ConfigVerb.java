package io.sampo.cli;

import io.sampo.cli.process.ExitCode;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.usage.SettingsOptions;
import io.sampo.cli.view.Table;
import io.sampo.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config print}: every setting as it is in effect, and where it came from. */
@Command(name = "config", description = "Settings.")
final class ConfigVerb {

  private final Globals globals;

  ConfigVerb(Globals globals) {
    this.globals = globals;
  }

  /** The command that prints. */
  Callable<Integer> printer() {
    return new Print(globals);
  }

  @Command(
      name = "print",
      description = {
        "Prints every setting as it is in effect, and where it came from.",
        "Passwords and tokens are hidden."
      })
  private static final class Print implements Callable<Integer> {

    private final Globals globals;

    @Mixin private SettingsOptions settingsOptions = new SettingsOptions();

    Print(Globals globals) {
      this.globals = globals;
    }

    @Override
    public Integer call() {
      var entries = settingsOptions.read(globals.surroundings(), Map.of()).entries();
      if (globals.isJson()) {
        printJson(entries);
      } else {
        var table = new Table(List.of("SETTING", "VALUE", "ORIGIN"));
        entries.forEach(entry -> table.add(List.of(entry.key(), entry.shown(), entry.origin())));
        table.lines().forEach(globals.surroundings().out()::println);
      }
      return ExitCode.OK.code();
    }

    private void printJson(List<Settings.Entry> entries) {
      globals.print(json -> {
        json.writeStartObject();
        json.writeArrayFieldStart("settings");
        for (var entry : entries) {
          json.writeStartObject();
          json.writeStringField("key", entry.key());
          json.writeStringField("value", entry.shown());
          json.writeStringField("origin", entry.origin());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      });
    }
  }
}
