/** The client of a campaign, which writes down what it is told. */
@NullMarked
package io.sampo.campaign.client;

import org.jspecify.annotations.NullMarked;
