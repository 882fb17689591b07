/** Why a task does not run, or ended as it did: reasons as data, and one sentence made of them. */
@NullMarked
package io.sampo.projection.why;

import org.jspecify.annotations.NullMarked;
