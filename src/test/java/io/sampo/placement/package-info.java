@NullMarked
package io.sampo.placement;

import org.jspecify.annotations.NullMarked;
