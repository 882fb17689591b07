package io.sampo.execution.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.execution.AttemptFolder;
import io.sampo.execution.Executor;
import io.sampo.execution.log.LogLimit;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaExecutorTest {

  @TempDir private Path folder;
  private AttemptFolder attempt;
  private LogLimit logLimit;

  @BeforeEach
  void open() {
    attempt = new AttemptFolder(folder).parameter("day", "monday").upstream("up", "rows", "[1]");
    logLimit = new LogLimit(LogLimit.DEFAULT_BYTES_MAX);
  }

  @AfterEach
  void close() {
    logLimit.close();
  }

  /** Says what it knows. */
  public static final class Telling implements SampoTask {
    @Override
    public void run(TaskContext context) throws IOException {
      context.log().println(context.runId() + " " + context.taskKey());
      context.log().println(context.attempt() + " " + context.fence());
      context.log().println(context.parameters() + " " + context.parameter("day"));
      context.log().println(context.value("up", "rows"));
      context.log().println(Thread.currentThread().isVirtual());
      Files.writeString(context.workFolder().resolve("made"), "x");
      context.setValue("done", true);
    }
  }

  @Test
  void a_task_knows_its_attempt_and_sets_values() throws Exception {
    var outcome = run(Telling.class, Map.of("day", "hidden by the job's"));

    assertThat(outcome).isEqualTo(new Outcome.Succeeded(Map.of("done", "true")));
    assertThat(attempt.log().lines())
        .containsExactly("77 task", "0 500", "{day=monday} monday", "[1]", "true");
  }

  /** Fails in the way its parameter names. */
  public static final class Failing implements SampoTask {
    @Override
    public void run(TaskContext context) throws Exception {
      switch (context.parameter("how")) {
        case "exception" -> throw new IOException("the disk is full");
        case "permanent" -> throw new PermanentFailure("no such table");
        case "overflow" -> deeper(0);
        default -> context.parameter("unheard of");
      }
    }

    private static int deeper(int depth) {
      return depth < 0 ? depth : 1 + deeper(depth + 1);
    }
  }

  @Test
  void an_exception_is_a_failure_and_its_trace_is_in_the_log() throws Exception {
    assertThat(fail("exception"))
        .isEqualTo(
            new Outcome.Failed(
                false, "java.io.IOException: the disk is full", null, "java.io.IOException"));
    assertThat(attempt.log()).contains("the disk is full").contains("at io.sampo.execution.jvm");
  }

  @Test
  void a_permanent_failure_is_told_as_such() throws Exception {
    assertThat(fail("permanent"))
        .isEqualTo(
            new Outcome.Failed(
                true,
                PermanentFailure.class.getName() + ": no such table",
                null,
                PermanentFailure.class.getName()));
  }

  @Test
  void an_error_of_the_task_is_its_failure() throws Exception {
    assertThat(((Outcome.Failed) fail("overflow")).exception())
        .isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void an_unknown_parameter_names_the_known_ones() throws Exception {
    assertThat(((Outcome.Failed) fail("otherwise")).message())
        .endsWith("parameter: 'unheard of' (expected: one of [day, how])");
  }

  /** Waits until it is interrupted; sleeps on when its parameter says so. */
  public static final class Waiting implements SampoTask {
    static final CountDownLatch STARTED = new CountDownLatch(1);

    @Override
    public void run(TaskContext context) throws Exception {
      STARTED.countDown();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void a_stop_interrupts_the_task() throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    var running = launch(work(Waiting.class.getName(), null, Map.of()), outcome);
    Waiting.STARTED.await();

    running.stop(0);

    assertThat(AttemptFolder.await(outcome)).isEqualTo(new Outcome.Canceled());
  }

  /** Heeds no interrupt until it is let go. */
  public static final class Stubborn implements SampoTask {
    static final CountDownLatch INTERRUPTED = new CountDownLatch(1);
    static final CountDownLatch LET_GO = new CountDownLatch(1);

    @Override
    public void run(TaskContext context) {
      while (LET_GO.getCount() > 0) {
        try {
          LET_GO.await();
        } catch (InterruptedException ignored) {
          INTERRUPTED.countDown();
        }
      }
    }
  }

  @Test
  void a_task_that_ignores_its_interrupt_has_not_ended() throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    var running = launch(work(Stubborn.class.getName(), null, Map.of()), outcome);

    running.stop(0);
    Stubborn.INTERRUPTED.await();
    assertThat(outcome).isNotDone();

    Stubborn.LET_GO.countDown();
    assertThat(AttemptFolder.await(outcome)).isEqualTo(new Outcome.Canceled());
  }

  @Test
  void a_class_is_found_in_the_pinned_jar() throws Exception {
    var jar =
        jar(
            "mine.Hello",
            """
            package mine;
            public class Hello implements io.sampo.execution.jvm.SampoTask {
              public void run(io.sampo.execution.jvm.TaskContext context) {
                context.setValue("loader", getClass().getClassLoader().getClass().getSimpleName());
              }
            }
            """);
    attempt.file(jar);

    assertThat(run(work("mine.Hello", jar.toString(), Map.of())))
        .isEqualTo(new Outcome.Succeeded(Map.of("loader", "\"URLClassLoader\"")));
  }

  @Test
  void a_class_that_is_missing_or_no_task_says_what_is_expected() throws Exception {
    assertThat(refusal("no.such.Class")).contains("'no.such.Class'", "on the worker's class path");
    assertThat(refusal("java.lang.String")).contains("implements io.sampo.execution.jvm.SampoTask");
    assertThat(refusal(Hidden.class.getName())).contains("public constructor without parameters");
  }

  /** Cannot be made. */
  static final class Hidden implements SampoTask {
    private Hidden() {}

    @Override
    public void run(TaskContext context) {}
  }

  private String refusal(String className) throws Exception {
    var failed = (Outcome.Failed) run(work(className, null, Map.of()));
    assertThat(failed.permanent()).isTrue();
    return failed.message();
  }

  private Outcome fail(String how) throws Exception {
    return run(Failing.class, Map.of("how", how));
  }

  private Outcome run(Class<?> type, Map<String, String> parameters) throws Exception {
    return run(work(type.getName(), null, parameters));
  }

  private Outcome run(Work.JavaClass work) throws Exception {
    var outcome = new CompletableFuture<Outcome>();
    launch(work, outcome);
    return AttemptFolder.await(outcome);
  }

  private Executor.Execution launch(Work.JavaClass work, CompletableFuture<Outcome> outcome) {
    return new JavaExecutor(attempt.source(), logLimit)
        .launch(attempt.spec(work), work, outcome::complete);
  }

  private static Work.JavaClass work(
      String className, @Nullable String jar, Map<String, String> parameters) {
    return new Work.JavaClass(className, jar, parameters);
  }

  private Path jar(String className, String source) throws IOException {
    var file = className.replace('.', '/') + ".java";
    var sources = Files.createDirectories(folder.resolve("sources/" + file).getParent());
    Files.writeString(sources.resolve(Path.of(file).getFileName()), source);
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of("-cp", System.getProperty("java.class.path"), folder + "/sources/" + file)
                    .toArray(String[]::new));
    assertThat(compiled).isZero();
    var jar = folder.resolve("mine.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      var type = className.replace('.', '/') + ".class";
      out.putNextEntry(new ZipEntry(type));
      Files.copy(folder.resolve("sources/" + type), out);
    }
    return jar;
  }
}
