package io.sampo.cli.usage;

import io.sampo.cli.process.Complaint;
import io.sampo.cli.session.Surroundings;
import io.sampo.config.Settings;
import io.sampo.config.SettingsException;
import io.sampo.config.Sources;
import io.sampo.definition.field.Similar;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command is given settings. */
public final class SettingsOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in HOCON; see 'config print'.")
  private @Nullable Path config;

  @Option(names = "-D", paramLabel = "KEY=VALUE", description = "One setting; wins over the file.")
  private List<String> defined = List.of();

  /**
   * The settings in effect.
   *
   * @param more settings that other options of the command stand for
   */
  public Settings read(Surroundings surroundings, Map<String, String> more) {
    var options = new LinkedHashMap<>(assignments("-D", "KEY=VALUE", defined));
    options.putAll(more);
    var file = config == null ? null : surroundings.resolve(config);
    try {
      return Settings.read(
          new Sources(file, surroundings.properties(), options, surroundings.environment()),
          Similar::to);
    } catch (SettingsException e) {
      throw Complaint.usage(String.valueOf(e.getMessage()));
    }
  }

  /** What stands before and after the first {@code =} of each; of equal names the last wins. */
  public static Map<String, String> assignments(String option, String label, List<String> texts) {
    var assignments = new LinkedHashMap<String, String>();
    for (var text : texts) {
      var at = text.indexOf('=');
      if (at < 1) {
        throw Complaint.usage("%s: '%s' (expected: %s)".formatted(option, text, label));
      }
      assignments.put(text.substring(0, at), text.substring(at + 1));
    }
    return assignments;
  }
}
