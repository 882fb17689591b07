/** The journal of one embedded node: a RocksDB folder that is fsynced before anybody is told. */
@NullMarked
package io.sampo.persistence.rocks;

import org.jspecify.annotations.NullMarked;
