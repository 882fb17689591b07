package io.sampo.api.databricks;

import io.sampo.api.http.ErrorCode;
import io.sampo.api.http.Refused;
import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.source.Fault;
import io.sampo.definition.source.Faults;
import io.sampo.definition.source.Node.Scalar;
import io.sampo.definition.source.Place;
import io.sampo.definition.source.SourceTree;
import io.sampo.model.RunId;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A request that is about one run: {@code {"run_id": 7}}, of which the number may be text. */
final class RunIdBody {

  private RunIdBody() {}

  /**
   * The run that {@code body} names.
   *
   * @throws Refused if it names none
   */
  static RunId read(byte[] body) {
    var faults = Faults.lenient("body");
    var root = SourceTree.parse(body, Path.of("body.json"), faults);
    var fields = root == null ? null : Fields.of(new Value(root, Place.ROOT, faults));
    var value = fields == null ? null : fields.required("run_id");
    if (value != null && value.node() instanceof Scalar scalar) {
      try {
        return new RunId(Long.parseLong(scalar.text()));
      } catch (IllegalArgumentException _) {
        // Told like a value that is no number at all.
      }
    }
    if (value != null) {
      value.fault("%s (expected: the id of a run)".formatted(value.node().describe()));
    }
    throw new Refused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        faults.listed().stream().map(Fault::toString).collect(Collectors.joining("\n")));
  }
}
