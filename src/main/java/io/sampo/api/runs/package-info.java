/** What can be asked of runs: submitted, looked at, followed, stopped. */
@NullMarked
package io.sampo.api.runs;

import org.jspecify.annotations.NullMarked;
