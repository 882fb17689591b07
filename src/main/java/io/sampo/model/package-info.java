/** Values everything else is made of: ids, definitions of jobs and tasks, outcomes, policies. */
@NullMarked
package io.sampo.model;

import org.jspecify.annotations.NullMarked;
