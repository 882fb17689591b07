package io.sampo.definition.importer.text;

import io.sampo.definition.source.Node;

/** Writes a tree as the text of a job file that says the same. */
public enum JobText {
  YAML(".yaml") {
    @Override
    public String write(Node tree) {
      return YamlText.write(tree);
    }
  },

  JSON(".json") {
    @Override
    public String write(Node tree) {
      return JsonText.write(tree);
    }
  };

  private final String extension;

  JobText(String extension) {
    this.extension = extension;
  }

  /** What names of files in this format end in, with the dot. */
  public String extension() {
    return extension;
  }

  /** The whole text, with a line end at its end. */
  public abstract String write(Node tree);
}
