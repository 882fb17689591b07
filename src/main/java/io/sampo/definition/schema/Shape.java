package io.sampo.definition.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one value may be, as the keywords of a JSON Schema: texts, numbers, booleans, lists,
 * mappings and other shapes. Never changes.
 */
record Shape(Map<String, Object> keywords) {

  private static final String TYPE = "type";

  Shape {
    keywords = new LinkedHashMap<>(keywords);
  }

  /** Of this type, or of one of these. */
  static Shape of(Object type) {
    return new Shape(Map.of(TYPE, type));
  }

  /** Text, for which any single value counts as it was written. */
  static Shape text() {
    return of(List.of("string", "number", "boolean"));
  }

  /** Text that may be as short as YAML's null, which counts as written too. */
  static Shape anyText() {
    return of(List.of("string", "number", "boolean", "null"));
  }

  /** Text with something in it. */
  static Shape filledText() {
    return text().with("pattern", "\\S");
  }

  static Shape string() {
    return of("string");
  }

  static Shape whole(long low, long high) {
    return of("integer").with("minimum", low).with("maximum", high);
  }

  static Shape number(double low, double high) {
    return of("number").with("minimum", low).with("maximum", high);
  }

  static Shape flag() {
    return of("boolean").with("default", false);
  }

  /** One of {@code words}; the first of them if nobody says. */
  static Shape word(List<String> words) {
    return choice(words).with("default", words.getFirst());
  }

  /** One of {@code words}. */
  static Shape choice(List<String> words) {
    return string().with("enum", words);
  }

  static Shape list() {
    return of("array");
  }

  static Shape listOf(Shape item) {
    return list().with("items", item);
  }

  /** A mapping of whatever. */
  static Shape mapping() {
    return of("object");
  }

  static Shape mappingOf(Shape value) {
    return mapping().with("additionalProperties", value);
  }

  /** A mapping of these fields and no other. */
  static Shape fields(Map<String, Shape> fields) {
    return mapping().with("properties", fields).with("additionalProperties", false);
  }

  /** What is defined under {@code name}. */
  static Shape defined(String name) {
    return new Shape(Map.of("$ref", "#/$defs/" + name));
  }

  /** A field that is known but refused, and may only say that there is nothing. */
  static Shape refused(String instead) {
    return of("null").described("Does not run yet. Instead: " + instead);
  }

  /** Exactly {@code value}. */
  static Shape constant(Object value) {
    return new Shape(Map.of("const", value));
  }

  Shape described(String description) {
    return with("description", description);
  }

  /** Described as what the Databricks Jobs API does not know. */
  Shape ours(String description) {
    return described("Sampo's own. " + description);
  }

  /** With fields that must be there. */
  Shape requiring(String... names) {
    return with("required", List.of(names));
  }

  /** With exactly one of these fields. */
  Shape requiringOneOf(List<String> names) {
    return with(
        "oneOf", names.stream().map(name -> new Shape(Map.of("required", List.of(name)))).toList());
  }

  Shape with(String keyword, Object value) {
    var more = new LinkedHashMap<>(keywords);
    more.put(keyword, value);
    return new Shape(more);
  }
}
