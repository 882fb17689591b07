/** Notebooks in Java: their cells, and the process that runs them. */
@NullMarked
package io.sampo.execution.notebook;

import org.jspecify.annotations.NullMarked;
