@NullMarked
package io.sampo.definition.importer;

import org.jspecify.annotations.NullMarked;
