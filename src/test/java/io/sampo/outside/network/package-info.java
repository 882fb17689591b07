/** Nodes as machines of their own: processes in network namespaces, between which links break. */
@NullMarked
package io.sampo.outside.network;

import org.jspecify.annotations.NullMarked;
