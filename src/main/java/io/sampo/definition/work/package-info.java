/** What the tasks of a job file do: a reader for each kind of task. */
@NullMarked
package io.sampo.definition.work;

import org.jspecify.annotations.NullMarked;
