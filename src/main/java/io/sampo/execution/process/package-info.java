/**
 * Outside processes: started in a session of their own, watched, and killed with all they start.
 */
@NullMarked
package io.sampo.execution.process;

import org.jspecify.annotations.NullMarked;
