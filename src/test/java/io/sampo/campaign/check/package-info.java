/** What a campaign left behind, as somebody outside of Sampo sees it. */
@NullMarked
package io.sampo.campaign.check;

import org.jspecify.annotations.NullMarked;
