package io.sampo.execution.notebook.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;

/**
 * A JShell that runs the cells of one notebook in this JVM. Each cell is cut into snippets (a
 * statement, declaration or import each), which are compiled and run one after the other.
 */
final class NotebookSession implements AutoCloseable {

  private static final Pattern LEADING_COMMENTS =
      Pattern.compile("(?:\\s|//[^\\n]*(?:\\n|$)|/\\*(?s:.*?)\\*/)*+");

  private static final List<String> PREAMBLE =
      List.of(
          "import module java.base;",
          "var dbutils = %s.open();".formatted(Dbutils.class.getName()));

  /** Whether the notebook has asked to end. */
  interface ExitSignal {
    boolean isGiven() throws IOException;
  }

  /**
   * Where a snippet comes from.
   *
   * @param offset of its text in the cell's
   */
  private record Origin(Cell cell, int offset) {

    String placeOfCharacter(long offsetInSnippet) {
      return cell.place(cell.lineAt(offset + (int) Math.max(0, offsetInSnippet)));
    }

    /** The place of a line of the snippet; counts from 1. */
    String placeOfLine(int line) {
      return cell.place(cell.lineAt(offset) + line - 1);
    }
  }

  private final ExitSignal exit;
  private final JShell shell = JShell.builder().executionEngine("local").build();
  private final Map<String, Origin> origins = new HashMap<>();

  NotebookSession(ExitSignal exit) {
    this.exit = exit;
  }

  /** Runs all cells, or those up to the one that ends the notebook. */
  void run(NotebookSource source) throws CellFailure, IOException {
    for (var line : PREAMBLE) {
      run(line, new Origin(new Cell(0, 0, line), 0));
    }
    for (var cell : source.cells()) {
      if (exit.isGiven()) {
        return;
      }
      run(cell);
    }
  }

  @Override
  public void close() {
    shell.close();
  }

  private void run(Cell cell) throws CellFailure, IOException {
    var unfinished = new ArrayList<Snippet>();
    var rest = cell.text();
    while (!exit.isGiven()) {
      rest = withoutLeadingComments(rest);
      var origin = new Origin(cell, cell.text().length() - rest.length());
      var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      if (next.completeness() == Completeness.EMPTY) {
        break;
      }
      if (next.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
        throw failure(
            cell.place(cell.lineAt(cell.text().length())),
            "the cell ends in the middle of its code");
      }
      unfinished.addAll(run(next.source(), origin));
      rest = next.remaining();
    }
    for (var snippet : unfinished) {
      requireResolved(snippet);
    }
  }

  /** Runs one snippet; gives it back if it refers to something that is not declared yet. */
  private List<Snippet> run(String code, Origin origin) throws CellFailure, IOException {
    var unfinished = new ArrayList<Snippet>();
    for (var event : shell.eval(code)) {
      if (event.causeSnippet() != null) {
        continue;
      }
      var snippet = event.snippet();
      origins.put(snippet.id(), origin);
      switch (event.status()) {
        case VALID, OVERWRITTEN, DROPPED -> requireNoException(event, origin);
        case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED -> unfinished.add(snippet);
        case REJECTED, NONEXISTENT -> throw compileFailure(snippet, origin);
      }
    }
    return unfinished;
  }

  private void requireNoException(SnippetEvent event, Origin origin)
      throws CellFailure, IOException {
    var thrown = event.exception();
    if (thrown != null && !exit.isGiven()) {
      throw exceptionFailure(thrown, origin);
    }
  }

  private void requireResolved(Snippet snippet) throws CellFailure {
    switch (shell.status(snippet)) {
      case RECOVERABLE_DEFINED, RECOVERABLE_NOT_DEFINED ->
          throw compileFailure(snippet, origins.getOrDefault(snippet.id(), nowhere(snippet)));
      case VALID, OVERWRITTEN, DROPPED, REJECTED, NONEXISTENT -> {}
    }
  }

  private CellFailure compileFailure(Snippet snippet, Origin origin) {
    var missing =
        snippet instanceof DeclarationSnippet declaration
            ? shell.unresolvedDependencies(declaration)
            : Stream.<String>empty();
    var lines =
        Stream.concat(
                shell
                    .diagnostics(snippet)
                    .filter(Diag::isError)
                    .map(e -> origin.placeOfCharacter(e.getPosition()) + ": " + oneLine(e)),
                missing.map(
                    symbol -> origin.placeOfLine(1) + ": cannot find symbol, symbol: " + symbol))
            .toList();
    return new CellFailure(lines.getFirst(), null, String.join("\n", lines));
  }

  private CellFailure exceptionFailure(JShellException thrown, Origin origin) {
    var text = text(thrown);
    var place =
        Stream.of(thrown.getStackTrace())
            .map(this::placeOf)
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(origin.placeOfCharacter(0));
    var name = thrown instanceof EvalException user ? user.getExceptionClassName() : null;
    return new CellFailure(place + ": " + text, name, place + ": " + trace(thrown));
  }

  private String trace(JShellException thrown) {
    var frames =
        Stream.of(thrown.getStackTrace())
            .map(frame -> placeOf(frame).isEmpty() ? frame.toString() : placeOf(frame))
            .map("\n    at "::concat)
            .collect(Collectors.joining());
    var cause = thrown.getCause() instanceof JShellException deeper ? trace(deeper) : "";
    return text(thrown) + frames + (cause.isEmpty() ? "" : "\nCaused by: " + cause);
  }

  /** Cell and line of a frame of the notebook; empty for all others. */
  private String placeOf(StackTraceElement frame) {
    var file = frame.getFileName();
    if (file == null || !file.startsWith("#")) {
      return "";
    }
    var origin = origins.get(file.substring(1));
    return origin == null ? "" : origin.placeOfLine(frame.getLineNumber());
  }

  private static String text(JShellException thrown) {
    return thrown instanceof EvalException user
        ? user.getExceptionClassName() + (user.getMessage() == null ? "" : ": " + user.getMessage())
        : String.valueOf(thrown.getMessage());
  }

  private static String oneLine(Diag error) {
    return error
        .getMessage(null)
        .replaceAll("\\R\\s*location: class\\s*$", "")
        .replaceAll("\\s*\\R\\s*", ", ")
        .replaceAll(":\\s+", ": ");
  }

  /** JShell counts the lines of a snippet from its first code on, so there every snippet begins. */
  private static String withoutLeadingComments(String code) {
    var comments = LEADING_COMMENTS.matcher(code);
    return comments.lookingAt() ? code.substring(comments.end()) : code;
  }

  private static CellFailure failure(String place, String what) {
    return new CellFailure(place + ": " + what, null, place + ": " + what);
  }

  private static Origin nowhere(Snippet snippet) {
    return new Origin(new Cell(0, 0, snippet.source()), 0);
  }
}
