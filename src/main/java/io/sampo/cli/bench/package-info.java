/** The command {@code bench}: built-in workloads on a cluster made for them, and what they show. */
@NullMarked
package io.sampo.cli.bench;

import org.jspecify.annotations.NullMarked;
