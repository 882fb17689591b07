/** What is asked of a rehearsal, and how its outcome is told. */
@NullMarked
package io.sampo.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
