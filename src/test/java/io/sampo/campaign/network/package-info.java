/** A cluster whose nodes are on machines of their own, with links that break. */
@NullMarked
package io.sampo.campaign.network;

import org.jspecify.annotations.NullMarked;
