/** What a campaign has come to, in figures. */
@NullMarked
package io.sampo.campaign.report;

import org.jspecify.annotations.NullMarked;
