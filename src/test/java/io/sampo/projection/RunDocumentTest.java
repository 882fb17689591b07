package io.sampo.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunResult;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDocumentTest {

  private static final JobDefinition JOB = Story.job("j", "a", "b a");

  @Test
  void the_document_of_a_run_that_ended_has_every_field_of_the_contract() throws IOException {
    var story =
        Story.of(7, "j")
            .running(0, 0)
            .later(500)
            .failed(0, 0, "boom", new Next.Retry(0))
            .running(0, 1)
            .later(1_000)
            .succeeded(0, 1, 1_000, Map.of("rows", "12345678901234567890.10", "name", "\"x\""))
            .running(1, 0)
            .later(1)
            .succeeded(1, 0, 1, Map.of())
            .over(RunResult.SUCCESS, "");

    assertThat(json(story))
        .isEqualTo(
            """
            {"run_id":7,"job_id":0,"version":0,"seq":11,"coordinator":"here",\
            "state":"TERMINATED","result":"SUCCESS","message":null,\
            "start_time":1700000000000,"end_time":1700000001501,"tasks":[\
            {"task_key":"a","state":"SUCCESS","result":"SUCCESS","depends_on":[],\
            "values":{"name":"x","rows":12345678901234567890.10},"attempts":[\
            {"attempt":0,"fence":1,"state":"FAILED","node":"worker-1",\
            "start_time":1700000000000,"end_time":1700000000500,"exit_code":1,\
            "message":"boom","log":"/runs/7/tasks/a/0/log"},\
            {"attempt":1,"fence":2,"state":"SUCCESS","node":"worker-1",\
            "start_time":1700000000500,"end_time":1700000001500,"exit_code":0,\
            "message":null,"log":"/runs/7/tasks/a/1/log"}]},\
            {"task_key":"b","state":"SUCCESS","result":"SUCCESS","depends_on":["a"],\
            "values":{},"attempts":[\
            {"attempt":0,"fence":3,"state":"SUCCESS","node":"worker-1",\
            "start_time":1700000001500,"end_time":1700000001501,"exit_code":0,\
            "message":null,"log":"/runs/7/tasks/b/0/log"}]}]}\
            """);
  }

  @Test
  void what_is_not_known_yet_is_null_and_an_assigned_task_is_ready() throws IOException {
    var story = Story.of(7, "j").assigned(0, 0).takenOver("there");

    assertThat(json(story))
        .isEqualTo(
            """
            {"run_id":7,"job_id":0,"version":0,"seq":3,"coordinator":"there",\
            "state":"PENDING","result":null,"message":null,\
            "start_time":1700000000000,"end_time":null,"tasks":[\
            {"task_key":"a","state":"READY","result":null,"depends_on":[],"values":{},\
            "attempts":[]},\
            {"task_key":"b","state":"BLOCKED","result":null,"depends_on":["a"],"values":{},\
            "attempts":[]}]}\
            """);
  }

  private static String json(Story story) throws IOException {
    var text = new StringWriter();
    try (var json = new JsonFactory().createGenerator(text)) {
      new RunDocument(story.history(JOB), Path.of("/runs/7"), "here").write(json);
    }
    return text.toString();
  }
}
