package io.sampo.definition.source;

/** Says where and why the rest of a file cannot be read. */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;
  private final String reason;

  Malformed(int line, int column, String reason) {
    super(reason);
    this.line = line;
    this.column = column;
    this.reason = reason;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  @Override
  public String getMessage() {
    return reason;
  }
}
