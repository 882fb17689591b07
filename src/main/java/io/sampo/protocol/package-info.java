/** The messages that actors of different nodes send each other. */
@NullMarked
package io.sampo.protocol;

import org.jspecify.annotations.NullMarked;
