/** Trees that are put together from several files and know where each part stood. */
@NullMarked
package io.sampo.definition.importer.part;

import org.jspecify.annotations.NullMarked;
