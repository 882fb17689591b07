package io.sampo.definition.importer;

import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Items;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the relative paths in a job, each of which is relative to the file it was written in,
 * relative to the folder of the job file to be.
 */
final class Paths {

  /** Fields of tasks that name a file; those that may lie in a repository first. */
  private static final List<List<String>> REPOSITORY =
      List.of(
          List.of("notebook_task", "notebook_path"),
          List.of("spark_python_task", "python_file"),
          List.of("sql_task", "file", "path"),
          List.of("dbt_task", "project_directory"),
          List.of("dbt_task", "profiles_directory"));

  private static final List<List<String>> LOCAL =
      List.of(
          List.of("java_task", "jar"),
          List.of("shell_task", "working_directory"),
          List.of("run_job_task", "job_file"));

  private static final Set<String> LIBRARIES = Set.of("jar", "whl", "egg", "requirements");

  /** A place that is no path: a URL, {@code dbfs:/…}, or a reference that is not filled in yet. */
  private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][\\w+.-]*:.*|.*(\\$|\\{)\\{.*");

  private final Function<Text, @Nullable Path> meaning;
  private final Path folder;
  private boolean wereRelative;

  /**
   * @param meaning the absolute path that a text stands for; null if that is no matter of folders
   * @param folder where the job file will lie
   */
  Paths(Function<Text, @Nullable Path> meaning, Path folder) {
    this.meaning = meaning;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Whether any path was found that means something else in another folder. */
  boolean wereRelative() {
    return wereRelative;
  }

  Members rewrite(Members job) {
    var hasRepository = job.get("git_source") != null;
    return job.changeEach("tasks", task -> task(task, hasRepository))
        .changeEach("parameters", this::parameter)
        .changeEach(
            "environments",
            environment -> at(environment, List.of("spec", "dependencies"), this::dependencies));
  }

  private Part task(Part part, boolean inRepository) {
    if (!(part instanceof Members task)) {
      return part;
    }
    Part rewritten = task;
    for (var field : LOCAL) {
      rewritten = at(rewritten, field, this::path);
    }
    for (var field : REPOSITORY) {
      if (!isInRepository(task.get(field.getFirst()), inRepository)) {
        rewritten = at(rewritten, field, this::path);
      }
    }
    rewritten =
        at(rewritten, List.of("for_each_task", "task"), nested -> task(nested, inRepository));
    return rewritten instanceof Members whole
        ? whole.changeEach("libraries", this::library)
        : rewritten;
  }

  private static boolean isInRepository(@Nullable Part work, boolean otherwise) {
    if (!(work instanceof Members fields)) {
      return otherwise;
    }
    var holder = fields.get("file") instanceof Members file ? file : fields;
    var source = holder.text("source");
    return source == null ? otherwise : source.equals("GIT");
  }

  private Part library(Part part) {
    Part rewritten = part;
    for (var kind : LIBRARIES) {
      rewritten = at(rewritten, List.of(kind), this::path);
    }
    return rewritten;
  }

  /** Of the packages an environment needs, those that are files. */
  private Part dependencies(Part part) {
    return part instanceof Items list
        ? new Items(
            list.at(),
            list.items().stream()
                .map(item ->
                    item instanceof Text text && text.text().startsWith(".") ? path(item) : item)
                .toList())
        : part;
  }

  private Part parameter(Part part) {
    return part instanceof Members parameter
            && "path".equals(parameter.text("kind"))
            && !"current_folder".equals(parameter.text("relative_to"))
        ? at(part, List.of("default"), this::path)
        : part;
  }

  /** {@code part} with the value at {@code field} changed, if it has any. */
  private static Part at(Part part, List<String> field, UnaryOperator<Part> change) {
    if (field.isEmpty()) {
      return change.apply(part);
    }
    var rest = field.subList(1, field.size());
    return part instanceof Members owner
        ? owner.change(field.getFirst(), value -> at(value, rest, change))
        : part;
  }

  private Part path(Part part) {
    if (!(part instanceof Text text)
        || text.text().isBlank()
        || ELSEWHERE.matcher(text.text()).matches()) {
      return part;
    }
    try {
      var target = meaning.apply(text);
      if (target == null) {
        return part;
      }
      var moved = folder.relativize(target.normalize()).toString();
      wereRelative = true;
      return new Text(text.at(), moved.isEmpty() ? "." : moved, text.form());
    } catch (InvalidPathException _) {
      return part; // whoever reads the job tells what is wrong with it
    }
  }
}
