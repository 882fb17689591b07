/** Who gets which free slots, and which workers still count. */
@NullMarked
package io.sampo.placement;

import org.jspecify.annotations.NullMarked;
