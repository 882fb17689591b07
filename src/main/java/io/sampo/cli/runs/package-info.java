/** The verbs below {@code runs}: what became of runs, and wishes about them. */
@NullMarked
package io.sampo.cli.runs;

import org.jspecify.annotations.NullMarked;
