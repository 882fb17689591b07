package io.sampo.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sampo.run.RunStory;
import io.sampo.run.Tasks;
import io.sampo.run.state.RunState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class RunSnapshotFormatTest {

  private static final String NAME = RunSnapshotFormat.MANIFEST.replace(':', '-');

  @Test
  void golden_bytes_are_read_as_the_snapshot_they_were() throws IOException {
    assertThat(RunSnapshotFormat.decode(GoldenFiles.bytes(NAME), RunSnapshotFormat.MANIFEST))
        .isEqualTo(Samples.SNAPSHOT);
  }

  /** How well they are compressed is left to the library. */
  @Test
  void a_snapshot_is_written_as_its_golden_bytes() throws IOException {
    assertThat(inflated(RunSnapshotFormat.encode(Samples.SNAPSHOT)))
        .isEqualTo(inflated(GoldenFiles.bytes(NAME)));
    assertThat(GoldenFiles.json(Samples.SNAPSHOT)).isEqualTo(GoldenFiles.text(NAME));
  }

  @Test
  void a_run_goes_on_from_bytes_as_from_its_events() throws IOException {
    var story =
        RunStory.of(Tasks.plan(Tasks.task(Tasks.retries(2, 100, null), "a"), Tasks.task("b")));
    story.start(RunStory.W1, 2);
    story.end(0, RunStory.FAILED);
    var kept = RunSnapshotFormat.encode(story.run().snapshot());

    var read = RunSnapshotFormat.decode(kept, RunSnapshotFormat.MANIFEST);

    assertThat(RunState.of(read, _ -> story.run().plan()).snapshot())
        .isEqualTo(story.run().snapshot());
  }

  @Test
  void another_version_is_refused_by_name() {
    for (var manifest : List.of("RunSnapshot:0", "RunSnapshot:2", "")) {
      assertThatThrownBy(() -> RunSnapshotFormat.decode(new byte[0], manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("\"" + manifest + "\"")
          .hasMessageContaining(RunSnapshotFormat.MANIFEST);
    }
  }

  @Test
  void bytes_that_were_cut_are_refused() {
    var bytes = RunSnapshotFormat.encode(Samples.SNAPSHOT);
    // The end of the stream is its checksum, which is of no meaning to whoever has all of it.
    for (var length = 0; length < bytes.length - Long.BYTES; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RunSnapshotFormat.decode(cut, RunSnapshotFormat.MANIFEST))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  private static byte[] inflated(byte[] bytes) throws IOException {
    try (var inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      return inflating.readAllBytes();
    }
  }
}
