/** What surrounds the tasks of a job file while it is read: files, other jobs, and what is told. */
@NullMarked
package io.sampo.definition.setting;

import org.jspecify.annotations.NullMarked;
