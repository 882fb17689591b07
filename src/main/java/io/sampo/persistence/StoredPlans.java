package io.sampo.persistence;

import io.sampo.model.ContentHash;
import io.sampo.run.state.Plan;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Plans of the definitions in a journal, each made once and shared by all runs of it for as long as
 * there is memory. Thread-safe; who asks for one that is made waits for nobody's reading, and who
 * has to make one, which takes seconds for a million tasks, or to wait for it, does so {@linkplain
 * Aside aside}.
 */
public final class StoredPlans implements Plan.Source {

  private final RunJournal journal;
  private final Aside aside = new Aside();
  private final Map<ContentHash, SoftReference<Plan>> made = new ConcurrentHashMap<>();

  /** Those that somebody is at: if that fails, it fails for all who wait for it. */
  private final Map<ContentHash, FutureTask<Plan>> making = new ConcurrentHashMap<>();

  /** Those of {@code journal}. */
  public StoredPlans(RunJournal journal) {
    this.journal = journal;
  }

  @Override
  public Plan plan(ContentHash definition) {
    var known = known(definition);
    return known == null ? aside.call(() -> await(definition)) : known;
  }

  private @Nullable Plan known(ContentHash definition) {
    var known = made.get(definition);
    return known == null ? null : known.get();
  }

  /** Makes it, unless another thread is at it. */
  private Plan await(ContentHash definition) {
    var own = new FutureTask<>(() -> make(definition));
    var other = making.putIfAbsent(definition, own);
    if (other != null) {
      return result(other);
    }
    own.run();
    making.remove(definition);
    return result(own);
  }

  private Plan make(ContentHash definition) {
    var plan = known(definition);
    if (plan == null) {
      plan = Plan.of(journal.definition(definition));
      made.values().removeIf(one -> one.get() == null);
      made.put(definition, new SoftReference<>(plan));
    }
    return plan;
  }

  private static Plan result(FutureTask<Plan> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
