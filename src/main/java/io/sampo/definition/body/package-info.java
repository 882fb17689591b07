/** Jobs as they are sent to a server. */
@NullMarked
package io.sampo.definition.body;

import org.jspecify.annotations.NullMarked;
