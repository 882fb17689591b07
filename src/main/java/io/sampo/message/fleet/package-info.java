/** What runs, launchers and nodes say to each other about job clusters. */
@NullMarked
package io.sampo.message.fleet;

import org.jspecify.annotations.NullMarked;
