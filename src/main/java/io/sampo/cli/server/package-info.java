/** Servers: where they are, how they are talked to, and what is asked of them. */
@NullMarked
package io.sampo.cli.server;

import org.jspecify.annotations.NullMarked;
