/** What keeps the logs of attempts from filling the disk. */
@NullMarked
package io.sampo.execution.log;

import org.jspecify.annotations.NullMarked;
