package io.sampo.execution.notebook.kernel;

import io.sampo.execution.value.TaskValues;
import io.sampo.execution.value.UpstreamValues;
import io.sampo.model.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code dbutils}: what a notebook knows of its task, and may say to the outside. */
public final class Dbutils {

  /** The system property that names the folder of {@link KernelFiles}. */
  static final String FOLDER_PROPERTY = "sampo.kernel.folder";

  /** The notebook's parameters. */
  public final Widgets widgets;

  /** The notebook as a task of a job. */
  public final Jobs jobs;

  /** The notebook itself. */
  public final Notebook notebook;

  private Dbutils(KernelFiles files, KernelFiles.Request request) {
    var values = new Values(files, new UpstreamValues(request::upstream));
    widgets = new Widgets(request.widgets());
    jobs = new Jobs(values);
    notebook = new Notebook(values);
  }

  /** For the notebook of this process. */
  public static Dbutils open() throws IOException {
    var files = new KernelFiles(Path.of(System.getProperty(FOLDER_PROPERTY)));
    return new Dbutils(files, files.request());
  }

  /** {@code dbutils.jobs}. */
  public static final class Jobs {

    /** Values that tasks leave for the tasks below them. */
    public final Values taskValues;

    private Jobs(Values taskValues) {
      this.taskValues = taskValues;
    }
  }

  /** {@code dbutils.jobs.taskValues}. */
  public static final class Values {

    private final KernelFiles files;
    private final UpstreamValues upstream;
    private final TaskValues own = new TaskValues();

    private Values(KernelFiles files, UpstreamValues upstream) {
      this.files = files;
      this.upstream = upstream;
    }

    /**
     * Sets a value for the tasks below.
     *
     * @param value null, a text, boolean or number, or a map, iterable or array of such
     * @throws IllegalArgumentException if it is anything else, or all values pass 48 KiB
     */
    public void set(String key, @Nullable Object value) {
      Check.that(
          !key.equals(KernelFiles.EXIT_VALUE),
          "name of a task value",
          key,
          "another name: this one holds what dbutils.notebook.exit was given");
      keep(key, value);
    }

    /**
     * A value that a task upstream has set: null, a {@code String}, {@code Boolean}, {@code Long},
     * {@code Double}, or a {@code List} or {@code Map} of such.
     *
     * @throws IllegalArgumentException if there is none; names those there are
     */
    public @Nullable Object get(String taskKey, String key) {
      return upstream.get(taskKey, key);
    }

    /** As {@link #get(String, String)}, but {@code defaultValue} if there is none. */
    public @Nullable Object get(String taskKey, String key, @Nullable Object defaultValue) {
      return upstream.has(taskKey, key) ? upstream.get(taskKey, key) : defaultValue;
    }

    /** As without {@code debugValue}, which is for notebooks that are no task of a job. */
    public @Nullable Object get(
        String taskKey, String key, @Nullable Object defaultValue, @Nullable Object debugValue) {
      return get(taskKey, key, defaultValue);
    }

    private void keep(String key, @Nullable Object value) {
      own.set(key, value);
      try {
        files.writeValues(own.asMap());
      } catch (IOException broken) {
        throw new UncheckedIOException("task value '%s' cannot be kept".formatted(key), broken);
      }
    }
  }

  /** {@code dbutils.notebook}. */
  public static final class Notebook {

    private final Values values;

    private Notebook(Values values) {
      this.values = values;
    }

    /**
     * Ends the notebook at once, as a success. The value is kept as the task value {@code
     * notebook_exit}.
     */
    public void exit(String value) {
      values.keep(KernelFiles.EXIT_VALUE, value);
      throw new NotebookExit();
    }
  }
}
