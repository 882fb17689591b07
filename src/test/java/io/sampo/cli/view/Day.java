package io.sampo.cli.view;

import static io.sampo.projection.Controls.begin;
import static io.sampo.projection.Controls.child;
import static io.sampo.projection.Controls.condition;
import static io.sampo.projection.Controls.disabled;
import static io.sampo.projection.Controls.loop;
import static io.sampo.projection.Controls.warned;
import static io.sampo.projection.Controls.when;
import static io.sampo.run.RunStory.FAILED;
import static io.sampo.run.RunStory.W1;
import static io.sampo.run.Tasks.retries;
import static io.sampo.run.Tasks.task;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.message.RunReport.Stage;
import io.sampo.model.Outcome;
import io.sampo.projection.Controls;
import io.sampo.projection.Journaled;
import io.sampo.projection.RunDocument;
import io.sampo.projection.RunHistory;
import io.sampo.run.RunCommand;
import io.sampo.run.RunEvent;
import io.sampo.run.RunStory;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A day in the life of a job with a bit of everything that needs no worker, and how it looks. */
final class Day {

  private static final Path FOLDER = Path.of("/runs/7");

  private Day() {}

  /** It is going on: one iteration of three has failed, one waits for a slot. */
  static RunStory untilNoon() {
    var story =
        begin(
            condition("check", "7", "5"),
            when(true, task("load", "check")),
            when(false, task("skip", "check")),
            loop("each", "[\"a\",\"b\",\"c\"]", 2, task(retries(0), "one"), "load"),
            child("report", "each"),
            disabled(task("old")),
            warned(2_000, task("slow")));
    story.start(W1, 2);
    story.report(1, new Stage.Began(story.now().wallMillis()));
    story.report(6, new Stage.Began(story.now().wallMillis()));
    story.pass(2_500).tell(new RunCommand.Start(List.of()));
    story.end(1, Outcome.Succeeded.PLAIN, 2_500);
    story.end(6, Outcome.Succeeded.PLAIN, 2_500);
    story.start(W1, 2);
    story.report(7, new Stage.Began(story.now().wallMillis()));
    story.end(7, Outcome.Succeeded.PLAIN, 700);
    story.pass(1_000).end(8, FAILED, 300);
    return story;
  }

  static List<String> told(RunStory story, BiFunction<Changes, RunEvent, List<String>> tell) {
    var history = new RunHistory(story.run().plan());
    var lines = new ArrayList<String>();
    for (var event : story.events()) {
      history.accept(new Journaled(history.seq() + 1, event));
      lines.addAll(tell.apply(new Changes(history, FOLDER), event));
    }
    return lines;
  }

  static List<String> plain(RunStory story) {
    return told(story, Changes::lines);
  }

  static List<String> frame(RunStory story) {
    var now = story.now().wallMillis();
    return Frame.lines(Controls.history(story), "run 7  sample", now, 100, 40).stream()
        .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
        .toList();
  }

  static List<String> summary(RunStory story) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      new RunDocument(Controls.history(story), FOLDER).write(json);
    }
    var document = new ObjectMapper().readTree(text.toString());
    return Summary.lines("sample", document, story.now().wallMillis());
  }
}
