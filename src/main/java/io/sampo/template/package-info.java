/** References in text ({@code {{job.run_id}}}), and how texts are compared and taken apart. */
@NullMarked
package io.sampo.template;

import org.jspecify.annotations.NullMarked;
