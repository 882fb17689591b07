/**
 * Events and definitions as they lie in a journal, and the port to its store. The stores lie in
 * packages below and know this one; it knows none of them.
 */
@NullMarked
package io.sampo.persistence;

import org.jspecify.annotations.NullMarked;
