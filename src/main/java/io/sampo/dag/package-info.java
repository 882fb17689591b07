/** The shape of a job: which task waits for which. */
@NullMarked
package io.sampo.dag;

import org.jspecify.annotations.NullMarked;
