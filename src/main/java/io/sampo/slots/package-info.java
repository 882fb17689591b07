/** One worker's books: what it runs, what it may take, what it must report again and stop. */
@NullMarked
package io.sampo.slots;

import org.jspecify.annotations.NullMarked;
