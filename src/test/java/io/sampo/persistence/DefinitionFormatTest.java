package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import io.sampo.model.JobDefinition;
import io.sampo.model.RetryPolicy;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.protocol.shape.Shapes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DefinitionFormatTest {

  @Test
  void the_golden_definition_is_read_and_written_as_ever() throws IOException {
    var golden = GoldenFiles.bytes("JobDefinition-4");

    assertThat(DefinitionFormat.decode(golden)).isEqualTo(Samples.JOB);
    assertThat(DefinitionFormat.encode(Samples.JOB)).isEqualTo(golden);
    assertThat(GoldenFiles.json(Samples.JOB)).isEqualTo(GoldenFiles.text("JobDefinition-4"));
  }

  @Test
  void every_kind_of_work_is_in_the_golden_definition() {
    var works = Samples.JOB.tasks().stream().<Class<?>>map(task -> task.work().getClass());

    assertThat(works).containsExactlyInAnyOrder(Work.class.getPermittedSubclasses());
  }

  @Test
  void the_order_in_which_maps_and_sets_were_filled_does_not_show() {
    var names = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g", "h"));
    var hash = DefinitionFormat.hash(job(names));
    for (var seed = 0; seed < 50; seed++) {
      Collections.shuffle(names, new Random(seed));

      assertThat(DefinitionFormat.hash(job(names))).as("seed %d", seed).isEqualTo(hash);
    }
  }

  @Test
  void another_format_is_refused_by_its_number() {
    var bytes = DefinitionFormat.encode(Samples.JOB);
    bytes[indexOfFormat(bytes)] = 3;

    assertThatThrownBy(() -> DefinitionFormat.decode(bytes))
        .hasMessage("format of a definition: 3 (expected: 4 to 4)");
  }

  @Test
  void what_tasks_have_in_common_is_written_once() {
    var retry = new RetryPolicy(1, 0, false, null, Set.of(), Set.of(), 1);
    var work = new Work.Shell(List.of("x"), Map.of(), null);
    var tasks =
        Stream.of("a", "b", "c")
            .map(key -> TaskDefinition.of(new TaskKey(key), List.of(), work).with(retry))
            .toList();
    var job = new JobDefinition("j", List.of(), tasks, 0, 0);

    assertThat(StoredDefinition.of(4, job).manners()).hasSize(1);
    var read = DefinitionFormat.decode(DefinitionFormat.encode(job));
    assertThat(read).isEqualTo(job);
    assertThat(read.tasks().getLast().retry()).isSameAs(read.tasks().getFirst().retry());
  }

  @Test
  void bytes_whose_content_is_impossible_are_refused() throws IOException {
    var job = StoredDefinition.of(4, Samples.JOB);
    var row = job.tasks().getFirst();
    var lost = new StoredDefinition.Row(row.key(), List.of(), row.work(), job.manners().size());
    for (var tasks : List.of(List.of(lost), List.<StoredDefinition.Row>of())) {
      var spoiled =
          new StoredDefinition(4, "j", List.of(), 0, 0, List.of(), 1, job.manners(), tasks);
      var bytes = Shapes.applyTo(CBORMapper.builder()).build().writeValueAsBytes(spoiled);

      assertThatThrownBy(() -> DefinitionFormat.decode(bytes))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("are not of format 4");
    }
  }

  @Test
  void bytes_that_are_cut_are_refused() {
    var bytes = DefinitionFormat.encode(Samples.JOB);
    for (var length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DefinitionFormat.decode(cut))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  /** The byte after the name "format". */
  private static int indexOfFormat(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf("format") + 6;
  }

  private static JobDefinition job(List<String> names) {
    Map<String, String> environment = new LinkedHashMap<>();
    names.forEach(name -> environment.put(name, name));
    var exceptions = new LinkedHashSet<>(names);
    var retry = new RetryPolicy(1, 0, false, null, Set.of(), exceptions, 1);
    var work = new Work.Shell(List.of("x"), environment, null);
    return new JobDefinition(
        "j",
        List.of(),
        List.of(TaskDefinition.of(new TaskKey("t"), List.of(), work).with(retry)),
        0,
        0);
  }
}
