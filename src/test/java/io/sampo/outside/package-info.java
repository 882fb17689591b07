/** The command line as its users meet it: processes, files, signals and exit codes alone. */
@NullMarked
package io.sampo.outside;

import org.jspecify.annotations.NullMarked;
