package io.sampo.persistence;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Plans of the definitions in a journal, each made once and shared by all runs of it for as long as
 * there is memory. Thread-safe; who asks for one that is made waits for nobody's reading, and who
 * has to make one, which takes seconds for a million tasks, does it {@linkplain Aside aside}.
 */
public final class StoredPlans implements Plan.Source {

  private final RunJournal journal;
  private final Map<ContentHash, SoftReference<Plan>> made = new ConcurrentHashMap<>();

  /** Those of {@code journal}. */
  public StoredPlans(RunJournal journal) {
    this.journal = journal;
  }

  @Override
  public Plan plan(ContentHash definition) {
    var known = known(definition);
    return known == null ? Aside.call(() -> make(definition)) : known;
  }

  private @Nullable Plan known(ContentHash definition) {
    var known = made.get(definition);
    return known == null ? null : known.get();
  }

  private synchronized Plan make(ContentHash definition) {
    var plan = known(definition);
    if (plan == null) {
      plan = Plan.of(journal.definition(definition));
      made.values().removeIf(one -> one.get() == null);
      made.put(definition, new SoftReference<>(plan));
    }
    return plan;
  }
}
