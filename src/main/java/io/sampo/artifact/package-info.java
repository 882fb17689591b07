/** What tasks are made of, stored once by the hash of its content. */
@NullMarked
package io.sampo.artifact;

import org.jspecify.annotations.NullMarked;
