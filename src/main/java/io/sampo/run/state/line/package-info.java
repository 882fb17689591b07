/** Lines of tasks that wait for something to be done about them. */
@NullMarked
package io.sampo.run.state.line;

import org.jspecify.annotations.NullMarked;
