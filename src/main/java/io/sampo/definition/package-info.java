/** Job files: read, checked against the job format, and every fault in them told at once. */
@NullMarked
package io.sampo.definition;

import org.jspecify.annotations.NullMarked;
