package io.sampo.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.sampo.cli.http.EventStream;
import java.net.URI;

/** What a {@link Feed} comes to know. */
sealed interface News {

  /** Something happened in the run. */
  record Happened(EventStream.Event event) implements News {}

  /** How the run stands. */
  record Stands(JsonNode document) implements News {}

  /** A node sends events from now on. */
  record Connected(URI node) implements News {}

  /** A node has ended its stream, which it does when the run has ended, or the node does. */
  record Closed(URI node) implements News {}

  /** A node does not send them any more. */
  record Lost(URI node, String reason) implements News {}

  /** There is no going on. */
  record Failed(RuntimeException failure) implements News {}
}
