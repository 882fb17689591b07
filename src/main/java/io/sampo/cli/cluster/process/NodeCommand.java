package io.sampo.cli.cluster.process;

import java.nio.file.Path;
import java.util.List;

/** How the process of a node is started. */
@FunctionalInterface
public interface NodeCommand {

  /**
   * Program and arguments of a node.
   *
   * @param data the data folder
   * @param conf its settings
   */
  List<String> words(Path data, Path conf);
}
