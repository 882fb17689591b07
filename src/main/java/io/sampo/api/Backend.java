package io.sampo.api;

import io.sampo.artifact.ArtifactStore;
import io.sampo.coordinator.CoordinatorTools.Ids;
import io.sampo.model.ContentHash;
import io.sampo.model.JobDefinition;
import io.sampo.persistence.RunJournal;
import io.sampo.run.state.Plan;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * What the HTTP server is the front of: one node that holds or reaches the journal.
 *
 * @param system a member of the cluster, on which the runs, and {@link
 *     io.sampo.coordinator.TokenEntities}, are sharded
 * @param node its name
 * @param plans of the definitions in the journal
 * @param definitions stores a definition durably, and tells its name
 * @param files shared by all nodes
 * @param folder of the node; holds files that are on their way
 * @param tokenFile where the administrator's token is written if this node makes it
 */
public record Backend(
    ActorSystem<?> system,
    String node,
    RunJournal journal,
    Plan.Source plans,
    Function<JobDefinition, ContentHash> definitions,
    Ids ids,
    ArtifactStore files,
    Path folder,
    Path tokenFile,
    ClusterView cluster) {}
