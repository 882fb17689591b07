/** The Databricks Jobs API, as far as runs have what it tells of. */
@NullMarked
package io.sampo.api.databricks;

import org.jspecify.annotations.NullMarked;
