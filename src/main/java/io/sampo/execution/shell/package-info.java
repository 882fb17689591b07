/** Commands. */
@NullMarked
package io.sampo.execution.shell;

import org.jspecify.annotations.NullMarked;
