package io.sampo.membership;

/**
 * One life of another node, as this node sees it.
 *
 * @param node names that life
 * @param isCoordinator whether it stands on the roll
 * @param isReachable whether it can be heard
 */
public record Peer(String node, boolean isCoordinator, boolean isReachable) {}
