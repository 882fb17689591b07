/** This process among others: signals, log, exit codes, and what it complains of. */
@NullMarked
package io.sampo.cli.process;

import org.jspecify.annotations.NullMarked;
