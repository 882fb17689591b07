/** What references such as {@code {{job.run_id}}} stand for in a run. */
@NullMarked
package io.sampo.run.reference;

import org.jspecify.annotations.NullMarked;
