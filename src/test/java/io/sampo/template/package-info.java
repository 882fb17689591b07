@NullMarked
package io.sampo.template;

import org.jspecify.annotations.NullMarked;
