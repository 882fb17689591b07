package io.sampo.execution.notebook.kernel;

import io.sampo.execution.AttemptException;
import java.io.IOException;
import java.nio.file.Path;

/** The program of a notebook's process: runs one notebook from its first cell to its end. */
public final class NotebookKernel {

  private NotebookKernel() {}

  /**
   * Runs the notebook that {@link KernelFiles#request} names, and exits with 0 if it came to its
   * end, with 1 if not.
   *
   * @param arguments the folder of {@link KernelFiles}
   */
  public static void main(String[] arguments) throws IOException, AttemptException {
    System.setProperty(Dbutils.FOLDER_PROPERTY, arguments[0]);
    var files = new KernelFiles(Path.of(arguments[0]));
    var source = NotebookSource.parse(files.request().text());
    try (var session = new NotebookSession(files::hasExited)) {
      session.run(source);
      files.writeCompleted();
    } catch (CellFailure failure) {
      System.err.println(failure.details());
      files.writeFailure(failure.failure());
    }
    System.out.flush();
    System.err.flush();
    System.exit(files.isCompleted() ? 0 : 1);
  }
}
