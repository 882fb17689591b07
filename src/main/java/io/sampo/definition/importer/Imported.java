package io.sampo.definition.importer;

import io.sampo.definition.source.Node;
import java.util.List;

/**
 * What came of an import.
 *
 * @param jobs none if there are complaints
 * @param complaints why there are no jobs, a line for each fault
 * @param remarks what was left out or changed, and what of a job does not run here
 */
public record Imported(List<Job> jobs, List<String> complaints, List<String> remarks) {

  public Imported {
    jobs = List.copyOf(jobs);
    complaints = List.copyOf(complaints);
    remarks = List.copyOf(remarks);
  }

  /**
   * One job.
   *
   * @param key a name for its file, without extension
   * @param tree as it is to be written
   */
  public record Job(String key, Node tree) {}
}
