// Databricks notebook source
// MAGIC %md
// MAGIC Finds the days there are, and leaves them to the tasks below as task values.

// COMMAND ----------

dbutils.widgets.text("days", "3");
var wanted = Integer.parseInt(dbutils.widgets.get("days"));
var days = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun").subList(0, wanted);

// COMMAND ----------

dbutils.jobs.taskValues.set("days", days);
dbutils.jobs.taskValues.set("count", days.size());
System.out.println("found " + days);
