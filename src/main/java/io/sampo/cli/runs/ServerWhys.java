package io.sampo.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.http.ServerClient;
import io.sampo.cli.process.ExitCode;
import io.sampo.cli.server.ServerRuns;
import io.sampo.cli.usage.Globals;
import io.sampo.cli.view.Wording;
import io.sampo.model.RunId;
import io.sampo.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why tasks of a run on a server do not run, or ended as they did. */
record ServerWhys(Globals globals, ServerClient client, RunId run) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each is a request of its own. */
  private static final int TASKS_MAX = 100;

  /** Tells of one task or, without, of all that have not succeeded. */
  int tell(@Nullable String task) throws InterruptedException {
    if (task != null) {
      var why = new ServerRuns(client).why(run, task);
      show(globals.isJson() ? why.toString() : text(why));
      return ExitCode.OK.code();
    }
    var whys = all();
    if (globals.isJson()) {
      show(JSON.createArrayNode().addAll(whys).toString());
    } else if (whys.isEmpty()) {
      show("run %s: every task succeeded".formatted(run));
    } else {
      whys.forEach(why -> show(text(why)));
    }
    return ExitCode.OK.code();
  }

  private List<JsonNode> all() throws InterruptedException {
    var runs = new ServerRuns(client);
    var whys = new ArrayList<JsonNode>();
    for (var task : runs.get(run).document().path("tasks")) {
      var hasSucceeded = task.path("state").asText().equals(TaskStatus.SUCCESS.name());
      if (!hasSucceeded && whys.size() < TASKS_MAX) {
        whys.add(runs.why(run, task.path("task_key").asText()));
      }
    }
    return whys;
  }

  private void show(String line) {
    globals.surroundings().out().println(line);
  }

  private static String text(JsonNode why) {
    return Wording.clean(why.path("sentence").asText());
  }
}
