/** One node of a cluster in the foreground. */
@NullMarked
package io.sampo.cli.node;

import org.jspecify.annotations.NullMarked;
