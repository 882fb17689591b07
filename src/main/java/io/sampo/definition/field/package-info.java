/** Values of a job file read as what they should be: text, numbers, lists, fields. */
@NullMarked
package io.sampo.definition.field;

import org.jspecify.annotations.NullMarked;
