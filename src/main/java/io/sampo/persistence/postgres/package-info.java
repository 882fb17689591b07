/**
 * The journal of many nodes: a PostgreSQL database. Events go through pekko-persistence-jdbc, whose
 * primary key refuses a second writer; all else that coordinators share lies in the same schema.
 */
@NullMarked
package io.sampo.persistence.postgres;

import org.jspecify.annotations.NullMarked;
