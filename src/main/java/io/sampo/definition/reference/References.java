package io.sampo.definition.reference;

import io.sampo.dag.TaskGraph;
import io.sampo.definition.field.Similar;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Upstream.Question;
import io.sampo.definition.source.Excerpt;
import io.sampo.model.TaskKey;
import io.sampo.template.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The references in the texts of one job. What they name is checked when they are read, but for
 * tasks, which are not all known before the end of the file.
 */
public final class References {

  private final Set<String> parameters;
  private final JobGraph graph;
  private final List<Sighting> sightings = new ArrayList<>();

  /** That a text of {@code task} refers to the task called {@code other}. */
  private record Sighting(int task, TaskKey other, String shown, Value at) {}

  /**
   * @param parameters the names of those that the job declares
   * @param graph where all tasks will be when {@link #check} is called
   */
  public References(Set<String> parameters, JobGraph graph) {
    this.parameters = parameters;
    this.graph = graph;
  }

  /** The texts of the task with that number, {@link JobGraph#NONE} if it has none. */
  public Texts ofTask(int task) {
    return new Texts(this, task, false);
  }

  /** How {@code reference} is shown to people. */
  static String shown(Reference reference) {
    return Excerpt.of("{{" + reference.text() + "}}");
  }

  void checkParameter(String name, Reference reference, Value at) {
    if (!parameters.contains(name)) {
      at.fault(
          "%s: no parameter is called %s (expected: a parameter of this job)"
              .formatted(shown(reference), Excerpt.of(name)),
          () -> Similar.to(name, parameters));
    }
  }

  /** Keeps in mind that a text refers to another task. */
  void note(int task, TaskKey other, Reference reference, Value at) {
    sightings.add(new Sighting(task, other, shown(reference), at));
  }

  /**
   * Notes every reference to a task that is none, or that is not upstream of the one that refers to
   * it.
   */
  public void check(TaskGraph dependencies) {
    var known = new ArrayList<Sighting>();
    var questions = new ArrayList<Question>();
    for (var sighting : sightings) {
      var other = graph.number(sighting.other().value());
      if (other == JobGraph.NONE) {
        tellUnknown(sighting);
      } else if (sighting.task() != JobGraph.NONE) {
        known.add(sighting);
        questions.add(new Question(sighting.task(), other));
      }
    }
    var answers = Upstream.answers(dependencies, questions);
    for (var i = answers.nextClearBit(0); i < known.size(); i = answers.nextClearBit(i + 1)) {
      tellNotUpstream(known.get(i));
    }
  }

  private void tellUnknown(Sighting sighting) {
    var other = sighting.other().value();
    sighting
        .at()
        .fault(
            "%s: no task is called %s (expected: a task_key of this job)"
                .formatted(sighting.shown(), other),
            () -> Similar.to(other, graph.keys()));
  }

  private void tellNotUpstream(Sighting sighting) {
    var task = graph.key(sighting.task());
    var other = sighting.other().value();
    sighting
        .at()
        .fault(
            "%s: %s (expected: a task that %s depends on, directly or not)"
                .formatted(
                    sighting.shown(),
                    other.equals(task)
                        ? other + " is the task itself"
                        : other + " need not be done before " + task + " begins",
                    task));
  }
}
