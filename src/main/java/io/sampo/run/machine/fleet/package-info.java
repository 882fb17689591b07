/** What is decided about the nodes that a run has for itself. */
@NullMarked
package io.sampo.run.machine.fleet;

import org.jspecify.annotations.NullMarked;
