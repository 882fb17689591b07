package io.sampo.execution.notebook.kernel;

/**
 * Ends a notebook from within. An error rather than an exception, so that what a notebook does
 * about its exceptions does not hold it back.
 */
public final class NotebookExit extends Error {

  private static final long serialVersionUID = 1;

  NotebookExit() {
    super("the notebook has ended by dbutils.notebook.exit", null, false, false);
  }
}
