/** What Pekko knows of a journal folder: its plug-ins for events and for snapshots. */
@NullMarked
package io.sampo.persistence.rocks.plugin;

import org.jspecify.annotations.NullMarked;
