package io.sampo.definition.source;

import java.util.List;

/** A value in a file, with the place where it begins. Lines and columns count from 1. */
public sealed interface Node {

  int line();

  int column();

  /** What the value is, for messages. */
  String describe();

  /** How a scalar was written. */
  enum Form {
    /** Without quotes: a number, a boolean, YAML's null, or in YAML any text. */
    PLAIN,
    /** As text, beyond doubt. */
    QUOTED,
    /** JSON's {@code null}, which is no text. */
    NULL
  }

  /**
   * A single value.
   *
   * @param text as written, without quotes and with escapes resolved: {@code 010} stays so
   */
  record Scalar(String text, Form form, int line, int column) implements Node {

    /** Whether it says that there is nothing. */
    public boolean isNull() {
      return switch (form) {
        case NULL -> true;
        case QUOTED -> false;
        case PLAIN ->
            switch (text) {
              case "", "~", "null", "Null", "NULL" -> true;
              default -> false;
            };
      };
    }

    @Override
    public String describe() {
      return switch (form) {
        case NULL -> "null";
        case PLAIN -> text.isEmpty() ? "nothing" : Excerpt.of(text);
        case QUOTED -> '"' + Excerpt.of(text) + '"';
      };
    }
  }

  /** Values in order. */
  record Sequence(List<Node> items, int line, int column) implements Node {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /** Named values in order. A name that was given twice is there twice. */
  record Mapping(List<Entry> entries, int line, int column) implements Node {

    /** One named value. */
    public record Entry(Scalar key, Node value) {

      public String name() {
        return key.text();
      }
    }

    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String describe() {
      return entries.isEmpty() ? "an empty mapping" : "a mapping";
    }
  }
}
