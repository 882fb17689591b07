package io.sampo.persistence;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Plans of the definitions in a journal, each made once and shared by all runs of it for as long as
 * there is memory. Thread-safe.
 */
public final class StoredPlans implements Plan.Source {

  private final RunJournal journal;
  private final Map<ContentHash, SoftReference<Plan>> made = new HashMap<>();

  /** Those of {@code journal}. */
  public StoredPlans(RunJournal journal) {
    this.journal = journal;
  }

  @Override
  public synchronized Plan plan(ContentHash definition) {
    var known = made.get(definition);
    var plan = known == null ? null : known.get();
    if (plan == null) {
      plan = Plan.of(journal.definition(definition));
      made.values().removeIf(one -> one.get() == null);
      made.put(definition, new SoftReference<>(plan));
    }
    return plan;
  }
}
