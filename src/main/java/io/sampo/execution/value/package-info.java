/** Task values: JSON that a task leaves for the tasks below it. */
@NullMarked
package io.sampo.execution.value;

import org.jspecify.annotations.NullMarked;
