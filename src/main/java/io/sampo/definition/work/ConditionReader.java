package io.sampo.definition.work;

import io.sampo.definition.field.Fields;
import io.sampo.definition.field.Value;
import io.sampo.definition.reference.Texts;
import io.sampo.definition.source.Excerpt;
import io.sampo.model.Work;
import io.sampo.model.Work.Comparison;
import io.sampo.template.Comparisons;
import io.sampo.template.Comparisons.Side;
import io.sampo.template.Template;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a {@code condition_task}. */
final class ConditionReader {

  /** The names of the operators. */
  static final List<String> OPERATORS = Stream.of(Comparison.values()).map(Enum::name).toList();

  private ConditionReader() {}

  static @Nullable Work read(Fields fields, Texts texts) {
    var op = fields.required("op");
    var word = op == null ? null : op.word(OPERATORS);
    var left = fields.required("left");
    var leftText = left == null ? null : texts.text(left);
    var right = fields.required("right");
    var rightText = right == null ? null : texts.text(right);
    if (word == null) {
      return null;
    }
    var comparison = Comparison.valueOf(word);
    if (left != null && leftText != null) {
      checkSide(comparison, Side.LEFT, leftText, left);
    }
    if (right != null && rightText != null) {
      checkSide(comparison, Side.RIGHT, rightText, right);
    }
    return leftText == null || rightText == null
        ? null
        : new Work.Condition(comparison, leftText, rightText);
  }

  private static void checkSide(Comparison comparison, Side side, String text, Value at) {
    if (Template.parse(text).isPlain() && Comparisons.refusal(comparison, side, text) != null) {
      at.fault(
          "%s (expected: a number, or EQUAL_TO or NOT_EQUAL, which compare text)"
              .formatted(text.isEmpty() ? "empty" : Excerpt.of(text)));
    }
  }
}
