package io.sampo.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sampo.cli.cluster.plan.ClusterFolder;
import io.sampo.cli.folder.DataFolder;
import io.sampo.cli.server.LogPlaces;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentViewTest {

  @TempDir private Path folder;

  @Test
  void news_are_what_differs_and_the_first_document_is_all_news() {
    var before = run(task("a", "SUCCESS", "") + "," + task("b", "RUNNING", attempt(0, "RUNNING")));
    var after =
        run(
            task("a", "SUCCESS", "")
                + ","
                + task("b", "RUNNING", attempt(0, "LOST") + "," + attempt(1, "RUNNING")));

    assertThat(DocumentNews.between(null, before, logs()).lines())
        .containsExactly("✔ a  SUCCESS", "▶ b  RUNNING");
    assertThat(DocumentNews.between(before, after, logs()).lines())
        .startsWith("b  LOST  attempt 1  on w-1")
        .hasSize(2);
    assertThat(DocumentNews.between(after, after, logs()).lines()).isEmpty();
  }

  @Test
  void many_tasks_that_come_to_stand_in_one_place_are_one_line() {
    assertThat(DocumentNews.between(null, many(300), logs()).lines())
        .containsExactly("▶ 300 tasks  RUNNING");
  }

  @Test
  void a_picture_has_a_line_for_each_task_or_counts_and_what_matters_most() {
    var few = run(task("a", "SUCCESS", "") + "," + task("b", "RUNNING", attempt(0, "RUNNING")));

    var all = DocumentFrame.lines(few, 61_000, 80, 10);
    var folded = DocumentFrame.lines(many(300), 61_000, 80, 5);

    assertThat(all).hasSize(3);
    assertThat(all.getFirst()).isEqualTo("run 7  RUNNING  1 min 00 s  1 of 2 done");
    assertThat(all.get(2)).contains("▶ b  RUNNING", "1 min 00 s  on w-1");
    assertThat(folded).hasSize(6);
    assertThat(folded.get(1)).isEqualTo("▶ 300 RUNNING");
    assertThat(folded).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
  }

  private LogPlaces logs() {
    return new LogPlaces(new ClusterFolder(new DataFolder(folder)));
  }

  private static JsonNode many(int tasks) {
    return run(
        IntStream.range(0, tasks)
            .mapToObj(number -> task("t" + number, "RUNNING", attempt(0, "RUNNING")))
            .collect(Collectors.joining(",")));
  }

  private static JsonNode run(String tasks) {
    try {
      return new ObjectMapper()
          .readTree(
              """
              {"run_id":7,"seq":1,"coordinator":"c","state":"RUNNING","result":null,
               "start_time":1000,"end_time":null,"tasks":[%s]}
              """
                  .formatted(tasks));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(tasks, e);
    }
  }

  private static String task(String key, String state, String attempts) {
    return "{\"task_key\":\"%s\",\"state\":\"%s\",\"attempts\":[%s]}"
        .formatted(key, state, attempts);
  }

  private static String attempt(int number, String state) {
    return """
    {"attempt":%d,"state":"%s","node":"w-1","start_time":1000,"end_time":null,
     "exit_code":null,"message":null,"log":"tasks/7/b/%d/log"}
    """
        .formatted(number, state, number);
  }
}
