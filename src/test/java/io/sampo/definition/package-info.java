@NullMarked
package io.sampo.definition;

import org.jspecify.annotations.NullMarked;
