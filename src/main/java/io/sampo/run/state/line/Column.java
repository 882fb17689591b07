package io.sampo.run.state.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers in a row, for good. The array is not to be changed any more. */
@SuppressWarnings("ArrayRecordComponent") // compared by what is in it
public record Column(int[] numbers) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Column(var others) && Arrays.equals(numbers, others);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
