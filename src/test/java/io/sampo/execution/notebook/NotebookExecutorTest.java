package io.sampo.execution.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.log.LogLimit;
import io.sampo.execution.process.Mark;
import io.sampo.execution.process.ProcessHost;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotebookExecutorTest {

  private static final String NEXT = "\n// COMMAND ----------\n";

  @TempDir private Path folder;
  private AttemptFolder attempt;
  private LogLimit logLimit;
  private ProcessHost processes;

  @BeforeEach
  void open() {
    attempt = new AttemptFolder(folder);
    logLimit = new LogLimit(LogLimit.DEFAULT_BYTES_MAX);
    processes = new ProcessHost(new Mark("notebook-test", "1"), logLimit);
  }

  @AfterEach
  void close() {
    processes.close();
    logLimit.close();
  }

  @Test
  void cells_run_in_order_in_one_session_and_print_to_the_log() throws Exception {
    var outcome =
        run(
            """
            // Databricks notebook source
            // MAGIC %md
            // MAGIC # A title

            // COMMAND ----------
            import java.time.Duration;
            record Person(String name, int age) {}
            String greet(Person person) {
              return "Hello " + person.name();
            }
            var people = List.of(new Person("Ada", 36), new Person("Bob", 4));

            // COMMAND ----------
            for (var person : people) {
              if (person.age() > 10) {
                System.out.println(greet(person));
              } else {
                System.err.println("too young: " + person);
              }
            }
            System.out.println(Duration.ofMinutes(2))
            """);

    assertThat(attempt.log()).isEqualTo("Hello Ada\ntoo young: Person[name=Bob, age=4]\nPT2M\n");
    assertThat(outcome).isEqualTo(Outcome.Succeeded.PLAIN);
  }

  @Test
  void widgets_take_passed_values_first_and_job_parameters_before_those_of_the_task()
      throws Exception {
    attempt.parameter("layer", "gold").parameter("pushed", "down");

    run(
        """
        dbutils.widgets.text("layer", "a default");
        dbutils.widgets.dropdown("mode", "fast", List.of("fast", "slow"), "Mode");
        dbutils.widgets.combobox("free", "text", List.of("x"));
        dbutils.widgets.multiselect("some", "a", List.of("a", "b"));
        System.out.println(dbutils.widgets.get("layer") + " " + dbutils.widgets.get("mode"));
        System.out.println(dbutils.widgets.getAll());
        dbutils.widgets.remove("mode");
        System.out.println(dbutils.widgets.getAll().keySet());
        dbutils.widgets.removeAll();
        System.out.println(dbutils.widgets.getAll());
        """,
        Map.of("layer", "of the task", "base", "1"));

    assertThat(attempt.log())
        .isEqualTo(
            """
            gold fast
            {base=1, free=text, layer=gold, mode=fast, pushed=down, some=a}
            [base, free, layer, pushed, some]
            {}
            """);
  }

  @Test
  void an_unknown_widget_names_the_known_ones_and_the_line() throws Exception {
    var failed = fail("int x = 1;" + NEXT + "x++;\nvar y = dbutils.widgets.get(\"nope\");");

    assertThat(failed.message())
        .isEqualTo(
            "cell 2, line 4: java.lang.IllegalArgumentException: widget: 'nope'"
                + " (expected: one of [], or declare it first by dbutils.widgets.text)");
    assertThat(failed.exception()).isEqualTo("java.lang.IllegalArgumentException");
  }

  @Test
  void the_default_of_a_dropdown_is_one_of_its_choices() throws Exception {
    assertThat(fail("dbutils.widgets.dropdown(\"d\", \"x\", List.of(\"a\", \"b\"));").message())
        .endsWith("default of the widget 'd': x (expected: one of its choices [a, b])");
  }

  @Test
  void task_values_come_from_upstream_and_go_downstream() throws Exception {
    attempt.upstream("bronze", "rows", "12");

    var outcome =
        run(
            """
            var values = dbutils.jobs.taskValues;
            values.set("twice", 2 * (Long) values.get("bronze", "rows"));
            values.set("default", values.get("bronze", "none", "d", "debug"));
            values.set("map", Map.of("a", List.of(1.5, true)));
            """);

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Succeeded(
                Map.of("twice", "24", "default", "\"d\"", "map", "{\"a\":[1.5,true]}")));
  }

  @Test
  void task_values_over_48_KiB_fail() throws Exception {
    assertThat(fail("dbutils.jobs.taskValues.set(\"big\", \"x\".repeat(50000));").message())
        .contains("task value 'big'", "at most 49,152 bytes");
  }

  @Test
  void exit_ends_the_notebook_as_a_success_whatever_it_catches() throws Exception {
    var outcome =
        run(
            """
            dbutils.jobs.taskValues.set("kept", 1);
            try {
              dbutils.notebook.exit("done \\"early\\"");
            } catch (Throwable caught) {
            }
            System.out.println("not reached");
            // COMMAND ----------
            nor this, which would not compile
            """);

    assertThat(attempt.log()).isEmpty();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Succeeded(
                Map.of("kept", "1", NotebookExecutor.EXIT_VALUE, "\"done \\\"early\\\"\"")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int a = 1;                     | cell 2, line 5: cannot find symbol, symbol: variable b
          int f() { return missing(); }  | cell 2, line 5: cannot find symbol, symbol: method
          String s = 12;                 | cell 2, line 5: incompatible types: int cannot be
          if (true) {                    | cell 2, line 5: the cell ends in the middle of its code
          int = 3;                       | cell 2, line 5:
          throw new Exception("x");      | cell 2, line 5: java.lang.Exception: x
          """)
  void a_failure_names_cell_and_line(String code, String message) throws Exception {
    var last = code.startsWith("int a") ? "int a = b;" : code;

    assertThat(fail("// one" + NEXT + "\n// two\n" + last).message()).startsWith(message);
  }

  @Test
  void an_exception_deep_in_a_method_names_the_line_that_threw() throws Exception {
    var failed =
        fail(
            """
            int divide(int by) {
              // one line more
              return 1 / by;
            }
            // COMMAND ----------
            System.out.println("before");
            divide(0);
            """);

    assertThat(failed.message())
        .isEqualTo("cell 1, line 3: java.lang.ArithmeticException: / by zero");
    assertThat(attempt.log())
        .contains("before\n", "at cell 1, line 3\n", "at cell 2, line 7")
        .doesNotContain("cell 0");
  }

  @Test
  void another_language_is_refused_before_anything_runs() throws Exception {
    var failed =
        fail("System.out.println(1);" + NEXT + "// MAGIC %md text" + NEXT + "// MAGIC %sql select");

    assertThat(failed.message()).startsWith("cell 3, line 5: magic '%sql' (expected: Java");
    assertThat(failed.permanent()).isTrue();
    assertThat(folder.resolve("log")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"a.py,shell_task", "a.sql,sql_task", "a.scala,Java", "a.r,Rscript", "a.ipynb,shell"})
  void files_of_other_languages_are_refused_by_name(String name, String instead) throws Exception {
    var failed = (Outcome.Failed) launch(folder.resolve(name), "", Map.of());

    assertThat(failed.permanent()).isTrue();
    assertThat(failed.message()).startsWith("notebook: '" + folder.resolve(name)).contains(instead);
  }

  @Test
  void a_notebook_that_ends_its_own_process_has_failed() throws Exception {
    assertThat(fail("System.exit(0);").message())
        .isEqualTo(
            "exit 0 before the end of the notebook"
                + " (to end it early as a success, use dbutils.notebook.exit)");
    assertThat(fail("Runtime.getRuntime().halt(4);"))
        .isEqualTo(new Outcome.Failed(false, "exit 4 before the end of the notebook", 4, null));
  }

  @Test
  void a_notebook_that_is_killed_says_so_and_leaves_no_temporary_files() throws Exception {
    var failed =
        fail(
            """
            Files.createTempFile("left", "behind");
            new ProcessBuilder("sh", "-c", "kill -9 $PPID").start().waitFor();
            """);

    assertThat(failed).isEqualTo(new Outcome.Failed(false, "killed by SIGKILL", null, null));
    assertThat(folder.resolve("tmp")).doesNotExist();
  }

  @Test
  void a_stop_ends_the_process_of_the_notebook() throws Exception {
    var notebook = Files.writeString(folder.resolve("notebook.java"), "Thread.sleep(600000);");
    var work = new Work.Notebook(notebook.toString(), Map.of());
    var outcome = new CompletableFuture<Outcome>();
    attempt.file(notebook);
    var running =
        new NotebookExecutor(processes, attempt.source(), System.getenv())
            .launch(attempt.spec(work), work, outcome::complete);

    running.stop(1);

    assertThat(AttemptFolder.await(outcome)).isEqualTo(new Outcome.Canceled());
  }

  @Test
  void the_environment_is_that_of_every_task_and_files_are_the_users_own() throws Exception {
    run("System.out.println(new TreeMap<>(System.getenv()).keySet());");

    assertThat(attempt.log())
        .isEqualTo(
            "[HOME, LANG, PATH, SAMPO_ATTEMPT, SAMPO_FENCE, SAMPO_JOB_ID, SAMPO_NODE,"
                + " SAMPO_RUN_ID, SAMPO_TASK_KEY]\n");
    var request = folder.resolve("kernel/request.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(request)))
        .isEqualTo("rw-------");
  }

  private Outcome.Failed fail(String text) throws Exception {
    return (Outcome.Failed) run(text);
  }

  private Outcome run(String text) throws Exception {
    return run(text, Map.of());
  }

  private Outcome run(String text, Map<String, String> baseParameters) throws Exception {
    return launch(folder.resolve("notebook.java"), text, baseParameters);
  }

  private Outcome launch(Path notebook, String text, Map<String, String> baseParameters)
      throws Exception {
    attempt.file(Files.writeString(notebook, text));
    var work = new Work.Notebook(notebook.toString(), baseParameters);
    var executor = new NotebookExecutor(processes, attempt.source(), System.getenv());
    return AttemptFolder.outcome(end -> executor.launch(attempt.spec(work), work, end));
  }
}
