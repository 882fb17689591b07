package io.sampo.definition.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.dag.TaskGraph;
import io.sampo.definition.reference.Upstream.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpstreamTest {

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void every_question_has_the_answer_that_a_search_gives(long seed) {
    var random = new Random(seed);
    var graph = graph(random, 1 + random.nextInt(200));
    var questions = new ArrayList<Question>();
    for (var i = 0; i < 1_000; i++) {
      questions.add(new Question(random.nextInt(graph.size()), random.nextInt(graph.size())));
    }

    var answers = Upstream.answers(graph, questions);

    for (var i = 0; i < questions.size(); i++) {
      var question = questions.get(i);
      var found = new boolean[1];
      graph.forEachAncestor(question.task(), above -> found[0] |= above == question.other());
      assertThat(answers.get(i)).as(question.toString()).isEqualTo(found[0]);
    }
  }

  /** Tasks in no order, each waiting for up to three of those before it in another one. */
  private static TaskGraph graph(RandomGenerator random, int size) {
    var order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, new Random(random.nextLong()));
    var dependencies = new ArrayList<>(Collections.nCopies(size, new int[0]));
    for (var place = 1; place < size; place++) {
      var before = place;
      dependencies.set(
          order.get(place),
          IntStream.range(0, random.nextInt(4))
              .map(_ -> order.get(random.nextInt(before)))
              .distinct()
              .toArray());
    }
    return TaskGraph.of(dependencies);
  }
}
