package io.sampo.execution.jvm;

import io.sampo.execution.AttemptException;
import io.sampo.execution.AttemptSpec;
import io.sampo.execution.Executor;
import io.sampo.execution.FileSource;
import io.sampo.execution.log.LogLimit;
import io.sampo.model.Check;
import io.sampo.model.Limits;
import io.sampo.model.Outcome;
import io.sampo.model.Work;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;

/** One attempt of a user's class, and its thread. */
final class JavaAttempt implements Executor.Execution {

  private final AttemptSpec spec;
  private final Work.JavaClass work;
  private final FileSource source;
  private final LogLimit logLimit;
  private final Consumer<Outcome> onEnd;
  private final Thread thread;

  private boolean stopping;
  private boolean ended;

  JavaAttempt(
      AttemptSpec spec,
      Work.JavaClass work,
      FileSource source,
      LogLimit logLimit,
      Consumer<Outcome> onEnd) {
    this.spec = spec;
    this.work = work;
    this.source = source;
    this.logLimit = logLimit;
    this.onEnd = onEnd;
    this.thread =
        Thread.ofVirtual()
            .name("attempt-%s-%s-%d".formatted(spec.run(), spec.task(), spec.fence()))
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Interrupts the task; there is nothing stronger, whatever the grace. */
  @Override
  public synchronized void stop(long graceMillis) {
    Check.range("grace in milliseconds", graceMillis, 0, Limits.WAIT_MILLIS_MAX);
    stopping = true;
    if (!ended) {
      thread.interrupt();
    }
  }

  private void run() {
    var outcome = carryOut();
    var stopped = end();
    var _ = Thread.interrupted();
    onEnd.accept(stopped ? new Outcome.Canceled() : outcome);
  }

  /** From here on nobody interrupts the thread; whether it was asked to stop before. */
  private synchronized boolean end() {
    ended = true;
    return stopping;
  }

  private Outcome carryOut() {
    try (var file = new FileOutputStream(spec.preparedLog().toFile(), true);
        var log = new PrintStream(file, true, StandardCharsets.UTF_8);
        var _ = logLimit.watch(spec.log())) {
      return carryOut(log);
    } catch (IOException broken) {
      return new Outcome.Failed(false, "cannot be carried out: " + broken, null, null);
    }
  }

  private Outcome carryOut(PrintStream log) {
    try (var loader = new URLClassLoader(jar(), JavaAttempt.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      var folder = Files.createDirectories(spec.folder().resolve("work"));
      var context = AttemptContext.of(spec, work.parameters(), log, folder);
      task(loader).run(context);
      return new Outcome.Succeeded(context.values().asMap());
    } catch (AttemptException refused) {
      log.println(refused.getMessage());
      return refused.outcome();
    } catch (Throwable thrown) {
      thrown.printStackTrace(log);
      return failure(thrown);
    }
  }

  private URL[] jar() throws IOException {
    var jar = work.jar();
    return jar == null ? new URL[0] : new URL[] {url(jar)};
  }

  private URL url(String jar) throws IOException {
    URI file = spec.pinned(jar, source).toUri();
    return file.toURL();
  }

  private SampoTask task(ClassLoader loader) throws Throwable {
    var expected =
        "main_class_name: '%s' (expected: a class %s that implements %s and has a public"
                .formatted(work.mainClassName(), place(), SampoTask.class.getName())
            + " constructor without parameters)";
    try {
      var type = Class.forName(work.mainClassName(), true, loader).asSubclass(SampoTask.class);
      return type.getConstructor().newInstance();
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    } catch (ReflectiveOperationException | ClassCastException unfit) {
      throw new AttemptException(true, expected + ": " + unfit);
    }
  }

  private String place() {
    var jar = work.jar();
    return jar == null ? "on the worker's class path" : "in " + jar;
  }

  private static Outcome failure(Throwable thrown) {
    var permanent = thrown instanceof PermanentFailure;
    return new Outcome.Failed(permanent, text(thrown), null, thrown.getClass().getName());
  }

  /** What was thrown, in words; an exception whose own words throw is still told by its class. */
  private static String text(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (RuntimeException | Error unspeakable) {
      return thrown.getClass().getName();
    }
  }
}
