package io.sampo.definition.schema;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** What a validator that knows nothing of Sampo makes of its schema. */
public final class SchemaJudge {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final Schema JOB = SCHEMAS.getSchema(JobSchema.text());

  private SchemaJudge() {}

  /** What is wrong with a job in YAML. */
  public static List<String> complaints(String yaml) {
    return JOB.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  /** What is wrong with a schema. */
  static List<String> complaintsOfSchema(String schema) {
    var location = SchemaLocation.of("https://json-schema.org/draft/2020-12/schema");
    return SCHEMAS.getSchema(location).validate(schema, InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }
}
