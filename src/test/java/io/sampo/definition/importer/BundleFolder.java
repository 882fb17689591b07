package io.sampo.definition.importer;

/** Texts of a bundle, to be laid out in a folder. */
final class BundleFolder {

  /** Uses everything that a bundle has. */
  static final String ROOT =
      """
      bundle: {name: shop}
      include: ["resources/**/*.yml"]
      variables:
        catalog: {default: main}
        node: {description: of the cluster}
        cluster:
          type: complex
          default: {spark_version: "15", node_type_id: "${var.node}", num_workers: 2}
      targets:
        dev:
          default: true
          mode: development
          variables: {catalog: dev_cat, node: small}
          presets: {tags: {team: data}}
          resources:
            jobs:
              etl:
                description: for ${bundle.target} of ${bundle.name}
                parameters: [{name: size, default: 7}]
                tasks:
                - {task_key: load, max_retries: 3, depends_on: [{task_key: fetch}]}
                - {task_key: extra, shell_task: {command: 'echo ${HOME} ${var.catalog}'}}
        prod:
          variables: {node: large}
      """;

  static final String JOBS =
      """
      defaults: &defaults
        timeout_seconds: 600
        max_retries: 1
      resources:
        jobs:
          etl:
            name: etl
            max_concurrent_runs: 2
            tags: {team: web}
            parameters:
            - {name: catalog, default: "${var.catalog}"}
            - {name: size, default: 010}
            job_clusters:
            - {job_cluster_key: main, new_cluster: "${var.cluster}"}
            tasks:
            - task_key: load
              <<: *defaults
              job_cluster_key: main
              depends_on: [{task_key: fetch}]
              notebook_task:
                notebook_path: ../../src/load
                base_parameters: {workers: "${var.cluster.num_workers}", odd: no}
            - task_key: fetch
              <<: [*defaults]
              shell_task: {command: fetch, working_directory: "${workspace.file_path}/src"}
          next:
            name: after ${resources.jobs.etl.name}
            schedule: {quartz_cron_expression: "0 0 1 * * ?", timezone_id: UTC}
            tasks:
            - task_key: again
              run_job_task: {job_id: "${resources.jobs.etl.id}"}
      """;

  private BundleFolder() {}

  static ImportFolder in(ImportFolder folder) {
    folder.write("databricks.yml", ROOT);
    folder.write("resources/jobs/all.job.yml", JOBS);
    folder.write("src/load.java", "");
    return folder;
  }
}
