/** A cluster of real processes. */
@NullMarked
package io.sampo.campaign.cluster;

import org.jspecify.annotations.NullMarked;
