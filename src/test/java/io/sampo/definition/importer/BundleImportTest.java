package io.sampo.definition.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sampo.definition.importer.Imported.Job;
import io.sampo.definition.importer.text.JobText;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleImportTest {

  private static final String FILE = "databricks.yml";

  @TempDir private Path path;
  private ImportFolder folder = new ImportFolder(Path.of(""));

  @BeforeEach
  void open() {
    folder = BundleFolder.in(new ImportFolder(path));
  }

  @Test
  void a_job_has_its_files_target_variables_and_presets_joined() {
    assertThat(folder.yaml(FILE, job("etl")))
        .isEqualTo(
            """
            name: '[dev ada_l] etl'
            description: for dev of shop
            tags:
              team: web
              dev: ada_l
            parameters:
              - name: catalog
                default: dev_cat
              - name: size
                default: 7
            max_concurrent_runs: 2
            job_clusters:
              - job_cluster_key: main
                new_cluster:
                  spark_version: "15"
                  node_type_id: small
                  num_workers: 2
            tasks:
              - task_key: load
                depends_on:
                  - {task_key: fetch}
                notebook_task:
                  notebook_path: src/load
                  base_parameters:
                    workers: 2
                    odd: no
                max_retries: 3
                timeout_seconds: 600
                job_cluster_key: main
              - task_key: fetch
                shell_task:
                  command: fetch
                  working_directory: src
                max_retries: 1
                timeout_seconds: 600
              - task_key: extra
                shell_task: {command: 'echo ${HOME} dev_cat'}
            """);
    assertThat(folder.shown(folder.read(FILE, job("etl")).remarks()))
        .containsExactly("notice: paths are relative to FOLDER: put the job file there");
  }

  @Test
  void another_target_and_variables_of_the_caller_change_the_job() {
    var wishes = ImportFolder.wishes("etl", "prod", Map.of("catalog", "x"));

    assertThat(folder.yaml(FILE, wishes))
        .startsWith("name: etl\n")
        .contains("default: x\n", "default: 010\n", "node_type_id: large\n")
        .doesNotContain("extra", "ada_l");
  }

  @Test
  void a_run_of_another_job_names_the_file_of_that_job() {
    assertThat(folder.yaml(FILE, job("next")))
        .startsWith("name: '[dev ada_l] after [dev ada_l] etl'\n")
        .contains("run_job_task: {job_file: etl.yaml}\n", "pause_status: PAUSED\n")
        .contains("max_concurrent_runs: 4\n");
  }

  @Test
  void with_a_folder_to_go_to_all_jobs_are_wanted_and_paths_lead_back() {
    var wishes = wishes(path.resolve("deep/out"));

    var imported = folder.read(FILE, wishes);

    assertThat(imported.complaints()).isEmpty();
    assertThat(imported.jobs()).extracting(Job::key).containsExactly("etl", "next");
    assertThat(JobText.JSON.write(imported.jobs().getFirst().tree()))
        .contains("\"notebook_path\" : \"../../src/load\"", "\"default\" : 7");
    assertThat(JobText.JSON.write(imported.jobs().getLast().tree()))
        .contains("\"job_file\" : \"etl.json\"");
  }

  private static Wishes wishes(Path into) {
    return new Wishes(1, null, null, Map.of(), "ada", into, JobText.JSON);
  }

  private static Wishes job(String key) {
    return ImportFolder.wishes(key, null, Map.of());
  }

  @Test
  void of_several_jobs_on_stdout_one_must_be_named() {
    assertThat(folder.complaints(FILE, ImportFolder.PLAIN))
        .containsExactly(
            "databricks.yml:1:1: job: 2 jobs: etl, next (expected: --job with one of them, or"
                + " --into FOLDER for all)");
    assertThat(folder.complaints(FILE, job("elt")))
        .containsExactly(
            "databricks.yml:1:1: job: no job is called elt (expected: etl or next) (did you mean"
                + " 'etl'?)");
  }

  @Test
  void a_target_or_variable_nobody_declared_is_told_with_what_was_meant() {
    assertThat(folder.complaints(FILE, ImportFolder.wishes("etl", "prd", Map.of("catalgo", "x"))))
        .containsExactly(
            "databricks.yml:4:3: variables: --var catalgo: no such variable (expected: catalog,"
                + " node, cluster) (did you mean 'catalog'?)",
            "databricks.yml:10:3: targets: no target is called prd (expected: dev or prod) (did"
                + " you mean 'prod'?)");
  }

  @Test
  void without_a_default_target_one_must_be_named() {
    folder.write(FILE, BundleFolder.ROOT.replace("    default: true\n", ""));

    assertThat(folder.complaints(FILE, job("etl")))
        .containsExactly(
            "databricks.yml:10:3: targets: no target has default: true (expected: one, or"
                + " --target with one of dev, prod)");
  }

  @Test
  void every_fault_is_told_in_the_file_it_stands_in() {
    folder.write(
        FILE,
        BundleFolder.ROOT.replace("bundle.target", "bundle.targt").replace("var.node", "var.nod"));
    folder.write(
        "resources/jobs/all.job.yml",
        BundleFolder.JOBS.replace("max_concurrent_runs", "max_concurent_runs"));

    assertThat(folder.complaints(FILE, job("etl")))
        .containsExactly(
            "databricks.yml:8:50: variables.cluster.default.node_type_id: ${var.nod}: no such"
                + " variable (expected: catalog, node, cluster) (did you mean 'node'?)",
            "databricks.yml:18:24: targets.dev.resources.jobs.etl.description: ${bundle.targt}:"
                + " bundle has no targt (expected: name, target, environment) (did you mean"
                + " 'target'?)",
            "resources/jobs/all.job.yml:8:7: resources.jobs.etl.max_concurent_runs: unknown field"
                + " (did you mean 'max_concurrent_runs'?)");
  }
}
