/** Where tasks run, as a job file says it: clusters, and labels of workers. */
@NullMarked
package io.sampo.definition.compute;

import org.jspecify.annotations.NullMarked;
