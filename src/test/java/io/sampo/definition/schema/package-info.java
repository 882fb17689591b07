@NullMarked
package io.sampo.definition.schema;

import org.jspecify.annotations.NullMarked;
