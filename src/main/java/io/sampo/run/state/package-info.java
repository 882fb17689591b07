/** What the events of a run add up to, in columns indexed by task number. */
@NullMarked
package io.sampo.run.state;

import org.jspecify.annotations.NullMarked;
