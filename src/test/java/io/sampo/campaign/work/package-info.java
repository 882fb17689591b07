/** What a campaign lets clusters do. */
@NullMarked
package io.sampo.campaign.work;

import org.jspecify.annotations.NullMarked;
