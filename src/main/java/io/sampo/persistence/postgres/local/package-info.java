/** A PostgreSQL server of Sampo's own on this machine, for clusters without a database. */
@NullMarked
package io.sampo.persistence.postgres.local;

import org.jspecify.annotations.NullMarked;
