/** Classes of the user's, run in the worker's own JVM. */
@NullMarked
package io.sampo.execution.jvm;

import org.jspecify.annotations.NullMarked;
