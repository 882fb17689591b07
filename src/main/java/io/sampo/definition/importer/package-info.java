/** Turns definitions that other systems wrote into job files. */
@NullMarked
package io.sampo.definition.importer;

import org.jspecify.annotations.NullMarked;
