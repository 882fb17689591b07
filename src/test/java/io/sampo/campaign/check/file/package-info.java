/** The files of a campaign, read. */
@NullMarked
package io.sampo.campaign.check.file;

import org.jspecify.annotations.NullMarked;
