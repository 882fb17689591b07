/** Databricks Asset Bundles: several files, targets and variables that give some jobs. */
@NullMarked
package io.sampo.definition.importer.bundle;

import org.jspecify.annotations.NullMarked;
