package io.sampo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.Parameters.Resolution;
import io.sampo.definition.Parameters.Resolution.Refused;
import io.sampo.definition.Parameters.Resolution.Resolved;
import io.sampo.model.JobDefinition;
import io.sampo.model.JobDefinition.Parameter;
import io.sampo.model.JobDefinition.Parameter.Kind;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final List<Parameter> DECLARED =
      List.of(
          new Parameter("layer", "bronze", Kind.TEXT),
          new Parameter("input", "data/../raw", Kind.PATH),
          new Parameter("output", "out", Kind.PATH_FROM_CALLER));

  @Test
  void defaults_that_are_paths_are_relative_to_where_they_say() {
    assertThat(resolve(Map.of()))
        .isEqualTo(
            new Resolved(Map.of("layer", "bronze", "input", "/job/raw", "output", "/caller/out")));
  }

  @Test
  void paths_of_the_caller_are_relative_to_the_caller() {
    assertThat(resolve(Map.of("layer", "./x", "input", "../a", "output", "/b/./c")))
        .isEqualTo(new Resolved(Map.of("layer", "./x", "input", "/a", "output", "/b/c")));
  }

  @Test
  void an_empty_text_overrides_but_an_empty_path_is_refused() {
    assertThat(resolve(Map.of("layer", "")))
        .isEqualTo(new Resolved(Map.of("layer", "", "input", "/job/raw", "output", "/caller/out")));
    assertThat(resolve(Map.of("input", "")))
        .isEqualTo(new Refused(List.of("parameter input is empty (expected: a path)")));
  }

  @Test
  void a_path_that_is_none_is_refused() {
    assertThat(resolve(Map.of("input", "a\0b")))
        .isEqualTo(
            new Refused(
                List.of("parameter input: Nul character not allowed: a\0b (expected: a path)")));
  }

  @Test
  void an_undeclared_name_is_refused_with_those_that_are_declared() {
    assertThat(resolve(Map.of("outptu", "x")))
        .isEqualTo(
            new Refused(
                List.of(
                    "parameter outptu is not declared (expected: layer, input, output)"
                        + " (did you mean 'output'?)")));
  }

  @Test
  void a_job_without_parameters_takes_none() {
    assertThat(Parameters.resolve(job(List.of()), Path.of("/"), Path.of("/"), Map.of("a", "b")))
        .isEqualTo(
            new Refused(
                List.of(
                    "parameter a is not declared (expected: none, the job has no parameters)")));
  }

  @Test
  void a_settled_job_needs_no_folder_of_the_caller() {
    var settled = Parameters.settle(job(DECLARED), Path.of("/caller"));

    assertThat(settled.parameters())
        .containsExactly(
            DECLARED.get(0),
            DECLARED.get(1),
            new Parameter("output", "/caller/out", Kind.PATH_FROM_CALLER));
    assertThat(settled.tasks()).isEqualTo(job(DECLARED).tasks());
  }

  private static Resolution resolve(Map<String, String> overrides) {
    return Parameters.resolve(job(DECLARED), Path.of("/job"), Path.of("/caller"), overrides);
  }

  private static JobDefinition job(List<Parameter> parameters) {
    var work = new Work.Shell(List.of("echo"), Map.of(), null);
    var task = TaskDefinition.of(new TaskKey("a"), List.of(), work);
    return new JobDefinition("job", parameters, List.of(task), 0, 0);
  }
}
