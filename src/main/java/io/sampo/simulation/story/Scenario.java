package io.sampo.simulation.story;

import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.model.RunId;
import io.sampo.model.Submission;
import io.sampo.model.Submission.Cause;
import io.sampo.run.state.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * One run of a seed: its job, and what each of its attempts will do when it is carried out.
 *
 * @param plans of its job and of all jobs that it runs
 * @param intents what is wished of it
 */
public record Scenario(
    RunId run,
    Submission submission,
    Map<ContentHash, Plan> plans,
    long scriptSeed,
    long submitAtMillis,
    List<Intent> intents) {

  private static final List<String> JOBS = List.of("child", "grandchild", "itself");

  /** The run of a client. */
  public static Scenario of(long id, SplittableRandom random) {
    var plans = new HashMap<ContentHash, Plan>();
    var jobs = new HashMap<String, ContentHash>();
    var plain = random.nextInt(3) == 0;
    var hash = hash(id, 0);
    if (plain) {
      plans.put(hash, Plan.of(new JobDraw(random, List.of()).plain("job" + id)));
    } else {
      var names = random.nextBoolean() ? JOBS : List.<String>of();
      plans.put(hash, Plan.of(new JobDraw(random, names).rich("job" + id, 7)));
      for (var name : names) {
        var below = JOBS.subList(JOBS.indexOf(name) + (name.equals("itself") ? 0 : 1), JOBS.size());
        jobs.put(name, hash(id, plans.size()));
        plans.put(hash(id, plans.size()), Plan.of(new JobDraw(random, below).rich(name, 3)));
      }
    }
    var parameters =
        plain || random.nextBoolean() ? Map.<String, String>of() : Map.of("p", "" + id);
    return new Scenario(
        new RunId(id),
        new Submission(hash, parameters, Map.of(), jobs, Cause.ONE_TIME),
        plans,
        random.nextLong(),
        random.nextInt(2_000),
        intents(plain, random));
  }

  private static List<Intent> intents(boolean plain, SplittableRandom random) {
    if (plain) {
      return random.nextInt(5) == 0 ? List.of(Intent.stop(500 + random.nextInt(6_000))) : List.of();
    }
    var intents = new ArrayList<Intent>();
    for (var many = random.nextInt(6) - 2; many > 0; many--) {
      intents.add(Intent.of(random));
    }
    return intents;
  }

  private static ContentHash hash(long id, int job) {
    return new ContentHash("%064x".formatted(id * 100 + job));
  }

  /** The same under another id, of which nothing is wished. */
  public Scenario as(RunId other) {
    return new Scenario(other, submission, plans, scriptSeed, 0, List.of());
  }

  /** The run of another job that one of its tasks wants. */
  public Scenario child(RunId child, Submission asked) {
    return new Scenario(child, asked, plans, scriptSeed + child.value(), 0, List.of());
  }

  /** Its job, as it was submitted. */
  public JobDefinition job() {
    return plan(submission.definition()).job();
  }

  /** The plan of a job that it runs. */
  public Plan plan(ContentHash definition) {
    return Objects.requireNonNull(plans.get(definition), () -> "no job " + definition);
  }

  /** What the attempt does; the same however often it is asked. */
  public Script script(int task, int attempt) {
    return Script.of(new SplittableRandom(scriptSeed + task * 1_000_003L + attempt));
  }
}
