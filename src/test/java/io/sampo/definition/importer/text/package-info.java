@NullMarked
package io.sampo.definition.importer.text;

import org.jspecify.annotations.NullMarked;
