/** Tests of the package of the same name. */
@NullMarked
package io.sampo.cli.view;

import org.jspecify.annotations.NullMarked;
