package io.sampo.cli.folder;

import io.sampo.model.RunId;
import java.nio.file.Path;

/** A run that was asked for, and the data folder it lies in. */
public record RunPlace(DataFolder data, RunId run) {

  /** The run's folder. */
  public Path folder() {
    return data.run(run);
  }
}
