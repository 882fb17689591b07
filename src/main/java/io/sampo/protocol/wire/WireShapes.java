package io.sampo.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import io.sampo.message.fleet.ClusterNews;
import io.sampo.protocol.shape.Shapes;
import io.sampo.run.RunCommand;

/**
 * The shape of what messages consist of, beyond the {@link Shapes} they share with the journal.
 *
 * <p>Reading is tolerant, unlike the journal's: nodes of two releases talk to each other while a
 * cluster is upgraded. A component that is not known here is passed over, and a missing one is null
 * if it is {@code @Nullable}; a message that lacks any other, or that has an unknown variant in it,
 * is refused. Nothing is lost by either: what matters is repeated until it is answered.
 */
final class WireShapes {

  private WireShapes() {}

  static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B applyTo(B mapper) {
    return Shapes.<M, B>applyTo(mapper)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .annotationIntrospector(new Required())
        .addMixIn(RunCommand.Wish.class, Wishes.class)
        .addMixIn(ClusterNews.What.class, WhatOfClusters.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = RunCommand.Submit.class, name = "submit"),
    @JsonSubTypes.Type(value = RunCommand.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = RunCommand.CancelTask.class, name = "cancel_task"),
    @JsonSubTypes.Type(value = RunCommand.Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = RunCommand.Repair.class, name = "repair")
  })
  private interface Wishes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterNews.What.Present.class, name = "present"),
    @JsonSubTypes.Type(value = ClusterNews.What.Troubled.class, name = "troubled"),
    @JsonSubTypes.Type(value = ClusterNews.What.Impossible.class, name = "impossible"),
    @JsonSubTypes.Type(value = ClusterNews.What.Removed.class, name = "removed")
  })
  private interface WhatOfClusters {}
}
