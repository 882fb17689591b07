/** What lies in the data folder: runs, their locks and sockets, and the counter of ids. */
@NullMarked
package io.sampo.cli.folder;

import org.jspecify.annotations.NullMarked;
