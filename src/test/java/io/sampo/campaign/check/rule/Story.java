package io.sampo.campaign.check.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sampo.campaign.check.History;
import io.sampo.campaign.check.file.HistoryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a small campaign in which all is well, to be spoiled. Run 1 retries a task and fails
 * another for good; run 5 loses an attempt with a worker, and another while its worker is paused;
 * run 9 is cancelled.
 */
final class Story {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ObjectNode> client =
      objects(
          """
          {"told":"job","token":"t1","name":"one","tasks":[{"key":"a","after":[]},\
          {"key":"b","after":["a"],"failures":1,"retries":2},\
          {"key":"c","after":["a"],"failures":99,"retries":1},{"key":"d","after":["c"]}]}
          {"told":"job","token":"t2","name":"two","tasks":[{"key":"a","after":[]},\
          {"key":"b","after":["a"]}]}
          {"told":"job","token":"t3","name":"three","tasks":[{"key":"a","after":[]},\
          {"key":"b","after":["a"]}]}
          {"told":"accepted","token":"t1","run":1,"at":1000}
          {"told":"accepted","token":"t1","run":1,"at":1010}
          {"told":"accepted","token":"t2","run":5,"at":1020}
          {"told":"accepted","token":"t3","run":9,"at":1030}
          {"told":"look","run":1,"node":"n1","sent":1100,"at":1110,"seq":4,"result":"","attempts":1}
          {"told":"wish","run":9,"at":1200}
          {"told":"cancelled","run":9,"at":1300}
          {"told":"fault","kind":"F9","name":"STOP","node":"w1","from":1500,"to":6500}
          {"told":"look","run":1,"node":"n2","sent":2000,"at":2010,"seq":20,"result":"FAILED",\
          "attempts":5}
          {"told":"calm","at":7000,"ending":10000,"stopping":500}
          """);

  private final List<ObjectNode> runs =
      objects(
          """
          {"job_name":"one","document":{"run_id":1,"seq":20,"result":"FAILED","end_time":1900,\
          "tasks":[\
          {"task_key":"a","result":"SUCCESS","attempts":[\
          {"attempt":0,"fence":1,"state":"SUCCESS","node":"w1","exit_code":0}]},\
          {"task_key":"b","result":"SUCCESS","attempts":[\
          {"attempt":0,"fence":2,"state":"FAILED","node":"w1","exit_code":1},\
          {"attempt":1,"fence":4,"state":"SUCCESS","node":"w2","exit_code":0}]},\
          {"task_key":"c","result":"FAILED","attempts":[\
          {"attempt":0,"fence":3,"state":"FAILED","node":"w2","exit_code":1},\
          {"attempt":1,"fence":5,"state":"FAILED","node":"w2","exit_code":1}]},\
          {"task_key":"d","result":"UPSTREAM_FAILED","attempts":[]}]}}
          {"job_name":"two","document":{"run_id":5,"seq":14,"result":"SUCCESS","end_time":6900,\
          "tasks":[\
          {"task_key":"a","result":"SUCCESS","attempts":[\
          {"attempt":0,"fence":1,"state":"LOST","node":"w1","exit_code":null},\
          {"attempt":1,"fence":2,"state":"LOST","node":"w3","exit_code":null},\
          {"attempt":2,"fence":3,"state":"SUCCESS","node":"w2","exit_code":0}]},\
          {"task_key":"b","result":"SUCCESS","attempts":[\
          {"attempt":0,"fence":4,"state":"SUCCESS","node":"w2","exit_code":0}]}]}}
          {"job_name":"three","document":{"run_id":9,"seq":9,"result":"CANCELED","end_time":1400,\
          "tasks":[\
          {"task_key":"a","result":"CANCELED","attempts":[\
          {"attempt":0,"fence":1,"state":"CANCELED","node":"w1","exit_code":null}]},\
          {"task_key":"b","result":"UPSTREAM_CANCELED","attempts":[]}]}}
          """);

  private final List<String> effects =
      new ArrayList<>(
          """
          S 1 a 0 1 100 1050
          E 1 a 0 1 100 1090 0
          S 1 b 0 2 101 1095
          S 1 c 0 3 102 1096
          S 9 a 0 1 103 1100
          E 1 b 0 2 101 1150 1
          E 1 c 0 3 102 1160 1
          S 1 b 1 4 104 1170
          S 1 c 1 5 105 1180
          E 1 c 1 5 105 1190 1
          E 1 b 1 4 104 1200 0
          S 5 a 0 1 106 1600
          S 5 a 1 2 107 4600
          E 5 a 0 1 106 5000 0
          S 5 a 2 3 108 6600
          E 5 a 2 3 108 6650 0
          S 5 b 0 4 109 6700
          E 5 b 0 4 109 6750 0
          """
              .lines()
              .toList());

  History history() {
    return HistoryFolder.history(List.copyOf(client), List.copyOf(runs), effects);
  }

  /** Adds to what the client was told. */
  void tell(String line) {
    client.addAll(objects(line));
  }

  /** The first line of that kind about a run. */
  ObjectNode told(String kind, int run) {
    return client.stream()
        .filter(line -> line.path("told").asText().equals(kind) && line.path("run").asInt() == run)
        .findFirst()
        .orElseThrow();
  }

  /** Lets the client never have looked at a run. */
  void forgetLooks() {
    client.removeIf(line -> line.path("told").asText().equals("look"));
  }

  ObjectNode document(int run) {
    return runs.stream()
        .map(line -> (ObjectNode) line.path("document"))
        .filter(document -> document.path("run_id").asInt() == run)
        .findFirst()
        .orElseThrow();
  }

  ObjectNode task(int run, String key) {
    for (JsonNode task : document(run).path("tasks")) {
      if (task.path("task_key").asText().equals(key)) {
        return (ObjectNode) task;
      }
    }
    throw new IllegalArgumentException(key);
  }

  ObjectNode attempt(int run, String key, int place) {
    return (ObjectNode) task(run, key).path("attempts").path(place);
  }

  /** Adds an attempt to those that are recorded. */
  void record(int run, String key, String attempt) {
    task(run, key).withArray("attempts").add(objects(attempt).getFirst());
  }

  /** Lets a run be nowhere. */
  void forget(int run) {
    runs.removeIf(line -> line.path("document").path("run_id").asInt() == run);
    effects.removeIf(line -> line.split(" ", -1)[1].equals(Integer.toString(run)));
  }

  /** Lets a run be there once more, under another id. */
  void copy(int run, int id) {
    var copy =
        runs.stream()
            .filter(line -> line.path("document").path("run_id").asInt() == run)
            .findFirst()
            .orElseThrow()
            .deepCopy();
    ((ObjectNode) copy.path("document")).put("run_id", id);
    runs.add(copy);
    effects.stream()
        .filter(line -> line.split(" ", -1)[1].equals(Integer.toString(run)))
        .toList()
        .forEach(
            line -> effects.add(line.replaceFirst(" %d ".formatted(run), " %d ".formatted(id))));
  }

  /** Adds what tasks told, after all else. */
  void effect(String lines) {
    lines.lines().forEach(effects::add);
  }

  /** Moves a line that a task told to behind another. */
  void move(String line, String behind) {
    remove(line);
    effects.add(effects.indexOf(behind) + 1, line);
  }

  void remove(String line) {
    if (!effects.remove(line)) {
      throw new IllegalArgumentException(line);
    }
  }

  private static List<ObjectNode> objects(String lines) {
    var objects = new ArrayList<ObjectNode>();
    for (var line : lines.lines().toList()) {
      try {
        objects.add((ObjectNode) JSON.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return objects;
  }
}
