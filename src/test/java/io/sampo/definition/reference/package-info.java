@NullMarked
package io.sampo.definition.reference;

import org.jspecify.annotations.NullMarked;
