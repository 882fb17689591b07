package io.sampo.template;

import io.sampo.model.TaskKey;
import io.sampo.template.Reference.Input;
import io.sampo.template.Reference.Job;
import io.sampo.template.Reference.RetryCount;
import io.sampo.template.Reference.Secret;
import io.sampo.template.Reference.StartTime;
import io.sampo.template.Reference.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What stands between two pairs of braces, once it is read. */
sealed interface Body {

  /** A reference. */
  record Valid(Reference reference) implements Body {}

  /** Something wrong in a known namespace. */
  record Wrong(Invalid fault) implements Body {}

  /** Text that means nothing here, and stays as it is. */
  record Literal() implements Body {}

  /**
   * Names without namespace: the element of an iteration, and the names of the old style, as they
   * are called today (Databricks Jobs API, dynamic value references). The old {@code run_id} is the
   * task run's; {@code parent_run_id} is the job run's.
   */
  Map<String, Reference> ALONE =
      Map.of(
          "input", new Input(),
          "job_id", new Job(Job.Field.ID),
          "run_id", new Task(Task.Field.RUN_ID),
          "parent_run_id", new Job(Job.Field.RUN_ID),
          "task_key", new Task(Task.Field.NAME),
          "start_date", new StartTime(TimeArg.ISO_DATE),
          "start_time", new StartTime(TimeArg.TIMESTAMP_MS),
          "task_retry_count", new RetryCount());

  /** Every secret starts with it. */
  String SECRETS = "secrets/";

  /** How a secret is written. */
  Pattern SECRET = Pattern.compile("secrets/([^/]*)/([^/]*)");

  /** Reads {@code text}, which stood between two pairs of braces. */
  static Body read(String text) {
    var body = text.strip();
    var alone = ALONE.get(body);
    if (alone != null) {
      return new Valid(alone);
    }
    if (body.startsWith(SECRETS)) {
      return secret(text, body);
    }
    var dot = body.indexOf('.');
    if (dot < 0 || !Grammar.ROOT.next().containsKey(body.substring(0, dot))) {
      return new Literal();
    }
    return walk(text, Identifier.pieces(body));
  }

  private static Body secret(String text, String body) {
    var matcher = SECRET.matcher(body);
    if (!matcher.matches()) {
      return wrong(text, body, List.of("secrets/SCOPE/KEY"));
    }
    for (var name : List.of(matcher.group(1), matcher.group(2))) {
      if (!Secret.PATTERN.matcher(name).matches()) {
        return wrong(text, name, List.of("1 to 128 letters, digits, '_', '-', '.' or '@'"));
      }
    }
    return new Valid(new Secret(matcher.group(1), matcher.group(2)));
  }

  private static Body walk(String text, List<String> pieces) {
    Grammar place = Grammar.ROOT;
    for (var i = 0; i < pieces.size(); i++) {
      var piece = pieces.get(i);
      var name = Identifier.name(piece);
      switch (place) {
        case Grammar.End _ -> {
          return wrong(text, piece, List.of());
        }
        case Grammar.Words(var next) -> {
          var found = name == null ? null : next.get(name);
          if (found == null) {
            return wrong(text, piece, List.copyOf(next.keySet()));
          }
          place = found;
        }
        case Grammar.Name(var what, var next) -> {
          if (name == null) {
            return unreadable(text, piece, what);
          }
          place = next.apply(name);
        }
        case Grammar.Key(var next) -> {
          if (name == null || !TaskKey.PATTERN.matcher(name).matches()) {
            return wrong(text, piece, List.of("1 to 100 letters, digits, '_' or '-'"));
          }
          place = next.apply(new TaskKey(name));
        }
        case Grammar.Path path -> {
          return path(text, pieces.subList(i, pieces.size()), path);
        }
      }
    }
    return atEnd(text, place);
  }

  private static Body path(String text, List<String> pieces, Grammar.Path path) {
    var names = new ArrayList<String>(pieces.size());
    for (var piece : pieces) {
      var name = Identifier.name(piece);
      if (name == null) {
        return unreadable(text, piece, path.expected().getFirst());
      }
      names.add(name);
    }
    var reference = path.end().apply(names);
    return reference == null
        ? wrong(text, pieces.getLast(), path.expected())
        : new Valid(reference);
  }

  /** What comes of a reference that ends at {@code place}. */
  private static Body atEnd(String text, Grammar place) {
    return switch (place) {
      case Grammar.End(var reference) -> new Valid(reference);
      case Grammar.Words(var next) -> wrong(text, "", List.copyOf(next.keySet()));
      case Grammar.Name(var what, _) -> wrong(text, "", List.of(what));
      case Grammar.Key _ -> wrong(text, "", List.of("TASK"));
      case Grammar.Path path -> wrong(text, "", path.expected());
    };
  }

  /** A name that people chose, but did not write between backticks as they should have. */
  private static Body unreadable(String text, String piece, String what) {
    var name = piece.strip();
    return wrong(text, piece, List.of(name.isEmpty() ? what : Identifier.written(name)));
  }

  private static Body wrong(String text, String word, List<String> expected) {
    return new Wrong(new Invalid("{{" + text + "}}", word, expected));
  }
}
