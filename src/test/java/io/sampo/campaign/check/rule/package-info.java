/** The rules that a campaign is judged by. */
@NullMarked
package io.sampo.campaign.check.rule;

import org.jspecify.annotations.NullMarked;
