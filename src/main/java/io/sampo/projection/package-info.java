/** What can be read of runs: documents and lists, rebuilt from the journal whenever needed. */
@NullMarked
package io.sampo.projection;

import org.jspecify.annotations.NullMarked;
