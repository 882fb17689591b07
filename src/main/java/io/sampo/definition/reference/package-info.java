/** What tasks say of each other: whom they wait for, and whom their texts refer to. */
@NullMarked
package io.sampo.definition.reference;

import org.jspecify.annotations.NullMarked;
