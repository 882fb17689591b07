package io.sampo.definition.importer;

import io.sampo.definition.JobFile;
import io.sampo.definition.field.Value;
import io.sampo.definition.importer.Imported.Job;
import io.sampo.definition.importer.bundle.Bundle;
import io.sampo.definition.importer.part.Part;
import io.sampo.definition.importer.part.Part.Members;
import io.sampo.definition.importer.part.Part.Text;
import io.sampo.definition.importer.part.Report;
import io.sampo.definition.importer.workflow.WorkflowInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes job files of what other systems wrote. What a file is, is found out by what it holds. */
public final class Importer {

  private static final Pattern EXTENSION = Pattern.compile("\\.(json|ya?ml)$");

  private final Path file;
  private final Wishes wishes;
  private final Report report = new Report();
  private final List<Job> jobs = new ArrayList<>();

  private Importer(Path file, Wishes wishes) {
    this.file = file;
    this.wishes = wishes;
  }

  /** Reads {@code file} and, if it is a bundle, all that it includes. Writes nothing. */
  public static Imported read(Path file, Wishes wishes) {
    var importer = new Importer(file, wishes);
    var root = importer.report.read(file);
    if (root != null) {
      importer.read(root);
    }
    var isGood = importer.report.isFaultless();
    return new Imported(
        isGood ? importer.jobs : List.of(),
        importer.report.complaints(),
        importer.report.remarks());
  }

  private void read(Value root) {
    if (WorkflowInstance.isOne(root.node())) {
      var job = WorkflowInstance.read(root, wishes.timeScale(), report::remark);
      if (job != null) {
        jobs.add(new Job(name(), job));
      }
      return;
    }
    var tree = Part.of(root);
    if (Bundle.isOne(tree)) {
      bundle((Members) tree);
    } else if (JobAnswer.isOne(tree)) {
      answer(tree);
    } else {
      root.fault(
          "nothing that can be imported (expected: tasks or settings of a Databricks job, bundle or"
              + " resources of an Asset Bundle, or workflow.specification of WfFormat 1.5)");
    }
  }

  private void answer(Part tree) {
    var found = Selection.of(JobAnswer.find(tree, name(), report), wishes, tree.at());
    var paths = new Paths(path -> meaning(path, folder()), outputFolder());
    found.forEach((key, job) -> {
      var check = new Check(report, outputFolder());
      var moved = FieldOrder.of(paths.rewrite(job.job()));
      var known = job.isFromServer() ? check.dropUnknown(moved) : moved;
      jobs.add(new Job(key, check.of(known).tree()));
    });
    tellOf(paths);
  }

  private void bundle(Members root) {
    var wanted = new Bundle.Wanted(wishes.target(), wishes.variables(), wishes.user());
    var bundle = Bundle.read(file, root, wanted, report);
    if (bundle == null) {
      return;
    }
    bundle.tellWhatIsLeftOut();
    var check = new Check(report, outputFolder());
    var deployed = bundle.filePath() + "/";
    var paths = new Paths(path -> meaning(path, deployed), outputFolder());
    Selection.of(bundle.jobs(), wishes, root.at())
        .forEach((key, job) -> {
          var moved = paths.rewrite(bundle.resolve(job));
          var linked = FieldOrder.of(bundle.link(moved, wishes.text().extension()));
          jobs.add(new Job(key, check.of(linked).tree()));
        });
    tellOf(paths);
  }

  /** Where a path leads that was written in a file in {@code folder}. */
  private static @Nullable Path meaning(Text path, Path folder) {
    return path.text().startsWith("/") ? null : folder.resolve(path.text());
  }

  /** The same in a bundle, whose own folder lies at {@code deployed} once it is deployed. */
  private @Nullable Path meaning(Text path, String deployed) {
    return path.text().startsWith(deployed)
        ? folder().resolve(path.text().substring(deployed.length()))
        : meaning(path, JobFile.folder(report.file(path.at())));
  }

  private void tellOf(Paths paths) {
    if (paths.wereRelative() && wishes.into() == null) {
      report.remark("notice: paths are relative to %s: put the job file there".formatted(folder()));
    }
  }

  private Path folder() {
    return JobFile.folder(file);
  }

  private Path outputFolder() {
    var into = wishes.into();
    return into == null ? folder() : into.toAbsolutePath().normalize();
  }

  /** The name of the file without its extension. */
  private String name() {
    return EXTENSION.matcher(String.valueOf(file.getFileName())).replaceFirst("");
  }
}
