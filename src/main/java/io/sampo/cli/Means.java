package io.sampo.cli;

import io.sampo.cli.cluster.Database;
import io.sampo.cli.cluster.process.NodeCommand;
import io.sampo.cli.node.ClusterNodes;
import io.sampo.cli.session.Nodes;

/**
 * What commands work with.
 *
 * @param nodes embedded nodes, each for one run
 * @param cluster nodes of clusters, in this process
 * @param command how nodes get processes of their own
 * @param database the local cluster's own
 */
record Means(Nodes nodes, ClusterNodes cluster, NodeCommand command, Database database) {}
