package io.sampo.protocol.shape;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.sampo.message.fleet.ClusterName;
import io.sampo.model.ContentHash;
import io.sampo.model.Now;
import io.sampo.model.Outcome;
import io.sampo.model.RetryPolicy;
import io.sampo.model.RunId;
import io.sampo.model.Submission.Cause;
import io.sampo.model.TaskDefinition;
import io.sampo.model.TaskDefinition.Compute;
import io.sampo.model.TaskDefinition.Dependency;
import io.sampo.model.TaskKey;
import io.sampo.model.Work;
import io.sampo.model.WorkerId;
import io.sampo.run.RunEvent.AssignmentsReturned.Returned;
import io.sampo.run.RunEvent.AttemptsEnded.Next;
import io.sampo.run.RunEvent.TasksConcluded.Concluded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape that values of {@code model} and {@code run} have as bytes, in the journal and on the
 * wire. A record is an object of its components, or, where many lie in one event, an array of them
 * in their order; one of several variants is a pair of its stable name and itself. The same value
 * is always the same bytes: maps and sets are sorted. A method of a record is never taken for a
 * component, whatever it is called.
 *
 * <p>Reading is strict, unless whoever reads says otherwise. A field that is unknown or missing
 * means that another release wrote it, and to guess would change what happened. So renaming or
 * reordering components changes what is stored: the golden files of the tests notice it.
 */
@SuppressWarnings("UnusedVariable") // of constructors that only stand for those of records
public final class Shapes {

  private Shapes() {}

  /** {@code mapper}, made to write and read these shapes. */
  public static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B applyTo(B mapper) {
    return mapper
        .accessorNaming(new Components())
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .addModule(sortedSets())
        .addMixIn(RunId.class, Whole.class)
        .addMixIn(ContentHash.class, Text.class)
        .addMixIn(TaskKey.class, Word.class)
        .addMixIn(ClusterName.class, Word.class)
        .addMixIn(Now.class, Row.class)
        .addMixIn(WorkerId.class, Row.class)
        .addMixIn(Returned.class, Row.class)
        .addMixIn(Concluded.class, Row.class)
        .addMixIn(TaskDefinition.class, Row.class)
        .addMixIn(Dependency.class, Row.class)
        .addMixIn(Compute.class, Row.class)
        .addMixIn(Compute.Cluster.class, Clusters.class)
        .addMixIn(Compute.AllPurpose.class, Row.class)
        .addMixIn(Compute.OfJob.class, Row.class)
        .addMixIn(Compute.OfTask.class, Row.class)
        .addMixIn(Cause.class, Row.class)
        .addMixIn(Cause.Parent.class, Row.class)
        .addMixIn(RetryPolicy.class, Row.class)
        .addMixIn(Outcome.class, Outcomes.class)
        .addMixIn(Outcome.Succeeded.class, Row.class)
        .addMixIn(Outcome.Failed.class, Row.class)
        .addMixIn(Outcome.TimedOut.class, Row.class)
        .addMixIn(Outcome.Lost.class, Row.class)
        .addMixIn(Next.class, Nexts.class)
        .addMixIn(Next.Rest.class, Row.class)
        .addMixIn(Next.Retry.class, Row.class)
        .addMixIn(Work.class, Works.class);
  }

  private static SimpleModule sortedSets() {
    return new SimpleModule("sorted sets")
        .addSerializer(Set.class, new StdDelegatingSerializer(new Sorting()));
  }

  /** A set as the list of its elements in their natural order. */
  private static final class Sorting extends StdConverter<Set<?>, List<?>> {

    @Override
    public List<?> convert(Set<?> set) {
      var sorted = new ArrayList<Object>(set);
      sorted.sort(null);
      return sorted;
    }
  }

  /** Of a record nothing but its components. */
  private static final class Components extends DefaultAccessorNamingStrategy.Provider {
    private static final long serialVersionUID = 1L;

    @Override
    public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass type) {
      return new DefaultAccessorNamingStrategy.RecordNaming(config, type) {

        @Override
        public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
          return _fieldNames.contains(name) ? name : null;
        }

        @Override
        public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
          return null;
        }
      };
    }
  }

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  private interface Row {}

  abstract static class Whole {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Whole(long value) {}

    @JsonValue
    abstract long value();
  }

  abstract static class Word {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Word(String value) {}

    @JsonValue
    abstract String value();
  }

  abstract static class Text {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Text(String hex) {}

    @JsonValue
    abstract String hex();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Succeeded.class, name = "succeeded"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.TimedOut.class, name = "timed_out"),
    @JsonSubTypes.Type(value = Outcome.Canceled.class, name = "canceled"),
    @JsonSubTypes.Type(value = Outcome.Lost.class, name = "lost")
  })
  private interface Outcomes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Next.Rest.class, name = "rest"),
    @JsonSubTypes.Type(value = Next.Retry.class, name = "retry")
  })
  private interface Nexts {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Shell.class, name = "shell"),
    @JsonSubTypes.Type(value = Work.JavaClass.class, name = "java"),
    @JsonSubTypes.Type(value = Work.Notebook.class, name = "notebook"),
    @JsonSubTypes.Type(value = Work.Sql.class, name = "sql"),
    @JsonSubTypes.Type(value = Work.Condition.class, name = "condition"),
    @JsonSubTypes.Type(value = Work.ForEach.class, name = "for_each"),
    @JsonSubTypes.Type(value = Work.RunJob.class, name = "run_job")
  })
  private interface Works {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Compute.AllPurpose.class, name = "all_purpose"),
    @JsonSubTypes.Type(value = Compute.OfJob.class, name = "of_job"),
    @JsonSubTypes.Type(value = Compute.OfTask.class, name = "of_task")
  })
  private interface Clusters {}
}
