/** All kinds of work, on this machine. */
@NullMarked
package io.sampo.execution.local;

import org.jspecify.annotations.NullMarked;
