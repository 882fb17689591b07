@NullMarked
package io.sampo.definition.source;

import org.jspecify.annotations.NullMarked;
