package io.sampo.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.template.Reference.Job;
import io.sampo.template.Reference.JobParameter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void references_are_replaced_and_all_else_stays() {
    var template = Template.parse("run {{job.id}}-{{ job.run_id }}: {{job.id}}!");

    assertThat(template.fill(Reference::text)).isEqualTo("run job.id-job.run_id: job.id!");
    assertThat(template.references())
        .containsExactly(new Job(Job.Field.ID), new Job(Job.Field.RUN_ID));
    assertThat(template.isPlain()).isFalse();
  }

  @Test
  void a_value_is_not_read_again() {
    var template = Template.parse("{{job.parameters.a}}{{job.parameters.b}}");

    assertThat(template.fill(_ -> "{{job.id}}")).isEqualTo("{{job.id}}{{job.id}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{{ foo }}",
        "{{.State.Status}}",
        "{{my.value}",
        "{{job.id}",
        "{{job.id",
        "{{job.id} }",
        "{job.id}",
        "{{}}",
        "{{job}}",
        "{{ task }}",
        "{{tasks[0]}}",
        "{{secrets.a.b}}",
        "{{jobs.id}}",
        "{{JOB.ID}}",
        "{{inputs}}",
        "{{job.parameters.`a}}",
        "{{",
        "}}",
        "{{`"
      })
  void unknown_text_and_open_braces_stay_as_they_are(String text) {
    var template = Template.parse(text);

    assertThat(template.isPlain()).isTrue();
    assertThat(template.faults()).isEmpty();
    assertThat(template.fill(_ -> "filled")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          {{{job.id}}},           {1}
          {{{{job.id}}}},         {{1}}
          {{ {{job.id}} }},       {{ 1 }}
          {{job.name {{job.id}},  {{job.name 1
          {{`{{job.id}}`}},       {{`1`}}
          {{`a {{job.id}},        {{`a 1
          {{job.id}}}},           1}}
          {{foo}}{{job.id}},      {{foo}}1
          """)
  void braces_around_a_reference_do_not_hide_it(String text, String filled) {
    assertThat(Template.parse(text).fill(_ -> "1")).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          {{job.parametrs.x}}             | parametrs     | parameters
          {{job.notebook_url}}            | notebook_url  | start_time
          {{tasks.a.rezult_state}}        | rezult_state  | result_state
          {{job.start_time.iso_dat}}      | iso_dat       | iso_date
          {{job.start_time}}              | ''            | iso_datetime
          {{job.trigger.typ}}             | typ           | type
          {{job.trigger.table_update.updated_tabels}} | updated_tabels | updated_tables
          {{job.trigger.table_update.t.versoin}}      | versoin        | version
          {{job.trigger.table_update.version}}        | version        | updated_tables
          {{job.parameters}}              | ''            | NAME
          {{job.parameters.}}             | ''            | NAME
          {{job.parameters.param$@}}      | param$@       | `param$@`
          {{job.parameters.``}}           | ``            | ``````
          {{task.key}}                    | key           | name
          {{task.name + 1}}               | name + 1      | name
          """)
  void a_wrong_name_in_a_known_namespace_says_what_was_expected(
      String text, String word, String expected) {
    var template = Template.parse("a " + text + " b " + text);

    assertThat(template.faults()).hasSize(1);
    var fault = template.faults().getFirst();
    assertThat(fault.text()).isEqualTo(text);
    assertThat(fault.word()).isEqualTo(word);
    assertThat(fault.expected()).contains(expected);
    assertThat(fault.message()).contains(text, expected);
    assertThat(template.fill(_ -> "filled")).isEqualTo("a " + text + " b " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {{tasks.a}}                     | RUN
          {{tasks.}}                      | '1 to 100 letters'
          {{tasks.a b.run_id}}            | '1 to 100 letters'
          {{tasks.a.values}}              | KEY
          {{tasks.a.values.k.field}}      | nothing after
          {{tasks.a.output.first_row}}    | COLUMN
          {{tasks.a.output.row}}          | 'rows, alert_state, first_row'
          {{workspace.name}}              | 'id, url'
          {{input.}}                      | FIELD
          {{backfill.date}}               | iso_date
          {{job.id.x}}                    | 'x is not known here (expected: nothing after the name)'
          {{secrets/scope}}               | secrets/SCOPE/KEY
          {{secrets/scope/key/more}}      | secrets/SCOPE/KEY
          {{secrets/sco pe/key}}          | 'sco pe is not known here'
          """)
  void a_fault_is_told_in_words(String text, String words) {
    assertThat(Template.parse(text).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).containsIgnoringCase(words));
  }

  @Test
  void text_between_braces_is_read_up_to_a_limit() {
    var name = "x".repeat(Template.BODY_CHARS_MAX - "job.parameters.".length());

    assertThat(Template.parse("{{job.parameters." + name + "}}").references())
        .containsExactly(new JobParameter(name));
    assertThat(Template.parse("{{job.parameters." + name + "y}}").references()).isEmpty();
  }

  @Test
  void a_filled_text_beyond_the_limit_is_refused() {
    var template = Template.parse("{{job.id}}".repeat(33));
    var value = "x".repeat(1024 * 1024);

    assertThat(Template.parse("{{job.id}}".repeat(32)).fill(_ -> value))
        .hasSize(Template.FILLED_CHARS_MAX);
    assertThatThrownBy(() -> template.fill(_ -> value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 33554432");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "{{`",
        "{",
        "}}",
        "`{{",
        "{{job.",
        "{{job.x",
        "{{ `a",
        "{{job.id}}",
        "{{x}}",
        "{{`}}"
      })
  void ten_megabytes_of_hostile_text_are_read_in_no_time(String piece) {
    var text = piece.repeat(10_000_000 / piece.length());

    var template =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Template.parse(text));

    assertThat(template.text()).isSameAs(text);
    assertThat(template.faults()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void text_that_is_filled_with_its_own_references_means_the_same(long seed) {
    var random = new Random(seed);
    var pieces = List.of("{{", "}}", "`", "{", "}", " ", "job.", "id", "input", "tasks.a.", "x");
    var text = new StringBuilder();
    for (var i = random.nextInt(40); i >= 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }

    var template = Template.parse(text.toString());
    var again = Template.parse(template.fill(reference -> "{{" + reference.text() + "}}"));

    assertThat(again.references()).isEqualTo(template.references());
    assertThat(again.faults()).isEqualTo(template.faults());
  }
}
