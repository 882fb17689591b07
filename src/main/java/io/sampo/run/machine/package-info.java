/** What is decided about a run: reads the state, gives events, changes nothing. */
@NullMarked
package io.sampo.run.machine;

import org.jspecify.annotations.NullMarked;
