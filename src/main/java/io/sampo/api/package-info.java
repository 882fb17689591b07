/** The HTTP server of a node: what it is made of, and which routes it has. */
@NullMarked
package io.sampo.api;

import org.jspecify.annotations.NullMarked;
