/** The shell around launchers: carries out what runs order. */
@NullMarked
package io.sampo.cluster.fleet;

import org.jspecify.annotations.NullMarked;
