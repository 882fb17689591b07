@NullMarked
package io.sampo.definition.field;

import org.jspecify.annotations.NullMarked;
