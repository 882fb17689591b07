/** Ways to break a cluster. */
@NullMarked
package io.sampo.campaign.blow;

import org.jspecify.annotations.NullMarked;
