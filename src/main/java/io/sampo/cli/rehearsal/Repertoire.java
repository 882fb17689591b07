package io.sampo.cli.rehearsal;

import io.sampo.definition.Reading;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.run.state.Plan;
import java.util.HashMap;
import java.util.Map;

/** The jobs of a rehearsal under hashes that mean nothing elsewhere, since nothing is stored. */
public final class Repertoire implements Plan.Source {

  private final Map<ContentHash, Plan> plans = new HashMap<>();
  private final Map<String, ContentHash> within = new HashMap<>();
  private final ContentHash own;

  /** {@code job}, and every job that it runs. */
  public Repertoire(JobDefinition job, Reading reading) {
    own = add(job);
    reading.jobs().forEach((name, other) -> within.put(name, add(other)));
  }

  private ContentHash add(JobDefinition job) {
    var hash = new ContentHash("%064x".formatted(plans.size()));
    plans.put(hash, Plan.of(job));
    return hash;
  }

  @Override
  public Plan plan(ContentHash definition) {
    var plan = plans.get(definition);
    if (plan == null) {
      throw new IllegalStateException("%s is no job of this rehearsal".formatted(definition));
    }
    return plan;
  }

  /** A run of the job with these values of its parameters. */
  public Submission submission(Map<String, String> parameters) {
    return new Submission(own, parameters, Map.of(), within, Cause.ONE_TIME);
  }
}
