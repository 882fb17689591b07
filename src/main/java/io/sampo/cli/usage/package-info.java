/** What commands have in common: options, settings, and how results are written. */
@NullMarked
package io.sampo.cli.usage;

import org.jspecify.annotations.NullMarked;
