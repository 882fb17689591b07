/** Clusters that are broken at random while they work, and judged from outside. */
@NullMarked
package io.sampo.campaign;

import org.jspecify.annotations.NullMarked;
