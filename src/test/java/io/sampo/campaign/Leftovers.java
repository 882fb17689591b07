package io.sampo.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sampo.campaign.client.ClientLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Processes of tasks that are there though every run is over.
 *
 * @param effects the file that the tasks of this campaign write, by which they are known
 */
record Leftovers(Path effects) {

  /** Tells of each. */
  int tell(ClientLog log) {
    var found = 0;
    for (var process : ProcessHandle.allProcesses().toList()) {
      var environment = environment(process.pid());
      if (effects.toString().equals(environment.get("EFFECTS"))) {
        found++;
        var line = ClientLog.line("left").put("process", process.pid());
        line.put("run", Long.parseLong(environment.getOrDefault("SAMPO_RUN_ID", "0")));
        line.put("task", environment.getOrDefault("SAMPO_TASK_KEY", ""));
        log.tell(
            line.put("attempt", Integer.parseInt(environment.getOrDefault("SAMPO_ATTEMPT", "0"))));
      }
    }
    return found;
  }

  private static Map<String, String> environment(long pid) {
    var environment = new HashMap<String, String>();
    try {
      var text = new String(Files.readAllBytes(Path.of("/proc", "" + pid, "environ")), UTF_8);
      Arrays.stream(text.split("\0", -1))
          .map(entry -> entry.split("=", 2))
          .filter(entry -> entry.length == 2)
          .forEach(entry -> environment.put(entry[0], entry[1]));
    } catch (IOException e) {
      // it has ended, or is nobody's business
    }
    return environment;
  }
}
