/** A file of YAML or JSON as a tree that knows where each value stands, and faults found in it. */
@NullMarked
package io.sampo.definition.source;

import org.jspecify.annotations.NullMarked;
