/** The format of job files as a JSON Schema, for editors and for whoever makes such files. */
@NullMarked
package io.sampo.definition.schema;

import org.jspecify.annotations.NullMarked;
