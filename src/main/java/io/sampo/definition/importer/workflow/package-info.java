/** Recorded executions of scientific workflows in WfFormat, as jobs that sleep. */
@NullMarked
package io.sampo.definition.importer.workflow;

import org.jspecify.annotations.NullMarked;
