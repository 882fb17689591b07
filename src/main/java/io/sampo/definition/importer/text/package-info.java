/** Writes trees as text in the formats of job files. */
@NullMarked
package io.sampo.definition.importer.text;

import org.jspecify.annotations.NullMarked;
