// Databricks notebook source
// MAGIC %md
// MAGIC # Retail invoices: bronze, silver, gold
// MAGIC
// MAGIC One notebook for three tasks; the parameter `layer` says which. Each layer is one Parquet
// MAGIC file in the folder `output`, replaced as a whole by every run:
// MAGIC
// MAGIC - `bronze.parquet`: the CSV files of the folder `input` as they are, with file name and load
// MAGIC   time
// MAGIC - `silver.parquet`: typed, without cancelled invoices, rows that lack a customer, quantities
// MAGIC   and prices that are not positive, and rows equal to another in all eight columns
// MAGIC - `gold.parquet`: figures of two kinds, told apart by the column `kind`: `day_and_country`
// MAGIC   (revenue per day and country) and `top_product` (the ten products with the most revenue)

// COMMAND ----------

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

dbutils.widgets.text("layer", "bronze");
dbutils.widgets.text("input", "input");
dbutils.widgets.text("output", "medallion-out");
dbutils.widgets.dropdown("flaky", "false", List.of("false", "true"));

var layers = List.of("bronze", "silver", "gold");
var layer = dbutils.widgets.get("layer");
if (!layers.contains(layer)) {
  throw new IllegalArgumentException("layer: '" + layer + "' (expected: one of " + layers + ")");
}

var input = Path.of(dbutils.widgets.get("input"));
var output = Files.createDirectories(Path.of(dbutils.widgets.get("output")).toAbsolutePath());
var attempt = Integer.parseInt(System.getenv("SAMPO_ATTEMPT"));

// COMMAND ----------

if (layer.equals("silver") && dbutils.widgets.get("flaky").equals("true") && attempt < 2) {
  throw new IllegalStateException("flaky: attempt " + attempt + " of silver fails on purpose");
}

// COMMAND ----------

Path file(String layer) {
  return output.resolve(layer + ".parquet");
}

/** A path as SQL text. */
String quoted(Path path) {
  return "'" + path.toString().replace("'", "''") + "'";
}

long count(Connection db, String table) throws SQLException {
  try (var rows = db.createStatement().executeQuery("select count(*) from " + table)) {
    rows.next();
    return rows.getLong(1);
  }
}

/**
 * Writes what a query gives as the file of a layer, whole or not at all. The draft is named by run
 * and fence, so that two attempts never share one; those of earlier attempts are thrown away.
 */
void write(Connection db, String layer, String query) throws Exception {
  var mine = "." + layer + "-" + System.getenv("SAMPO_RUN_ID") + "-";
  try (var drafts = Files.newDirectoryStream(output, mine + "*.parquet")) {
    for (var earlier : drafts) {
      Files.delete(earlier);
    }
  }
  var draft = output.resolve(mine + System.getenv("SAMPO_FENCE") + ".parquet");
  db.createStatement().execute("copy (" + query + ") to " + quoted(draft) + " (format parquet)");
  Files.move(draft, file(layer), StandardCopyOption.ATOMIC_MOVE);
}

// COMMAND ----------

// MAGIC %md
// MAGIC ## Bronze: as it came

// COMMAND ----------

/** The rows of all CSV files, every column a text. */
String invoices() throws IOException {
  var hasFiles = false;
  if (Files.isDirectory(input)) {
    try (var files = Files.newDirectoryStream(input, "*.csv")) {
      hasFiles = files.iterator().hasNext();
    }
  }
  if (!hasFiles) {
    throw new FileNotFoundException(
        "input: '" + input + "' (expected: a folder with at least one .csv file)");
  }
  return """
      read_csv(%s, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false,
          filename = true, columns = {'InvoiceNo': 'varchar', 'StockCode': 'varchar',
          'Description': 'varchar', 'Quantity': 'varchar', 'InvoiceDate': 'varchar',
          'UnitPrice': 'varchar', 'CustomerID': 'varchar', 'Country': 'varchar'})
      """
      .formatted(quoted(input.resolve("*.csv")));
}

String bronze() throws IOException {
  var loadedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  return """
      select * exclude (filename), parse_filename(filename) as source_file,
          timestamp '%s' as loaded_at
      from %s
      """
      .formatted(loadedAt.toString().replace("T", " ").replace("Z", ""), invoices());
}

// COMMAND ----------

// MAGIC %md
// MAGIC ## Silver: clean and typed

// COMMAND ----------

String silver() {
  return """
      select
          InvoiceNo as invoice_no,
          StockCode as stock_code,
          trim(Description) as description,
          cast(Quantity as integer) as quantity,
          cast(InvoiceDate as timestamp) as invoiced_at,
          cast(UnitPrice as decimal(18, 4)) as unit_price,
          cast(cast(CustomerID as double) as bigint) as customer_id,
          Country as country
      from (select distinct InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,
          CustomerID, Country from %s)
      where InvoiceNo not like 'C%%'
        and trim(coalesce(CustomerID, '')) <> ''
        and cast(Quantity as integer) > 0
        and cast(UnitPrice as decimal(18, 4)) > 0
      order by invoiced_at, invoice_no, stock_code
      """
      .formatted(quoted(file("bronze")));
}

// COMMAND ----------

// MAGIC %md
// MAGIC ## Gold: figures

// COMMAND ----------

String gold() {
  return """
      with sold as (select *, quantity * unit_price as revenue from %s),
      days as (
        select cast(invoiced_at as date) as day, country, count(distinct invoice_no) as invoices,
            sum(quantity) as quantity, sum(revenue) as revenue
        from sold group by all),
      products as (
        select row_number() over (order by sum(revenue) desc, stock_code) as rank, stock_code,
            coalesce(max(description), '') as description,
            count(distinct invoice_no) as invoices,
            sum(quantity) as quantity, sum(revenue) as revenue
        from sold group by stock_code)
      select 'day_and_country' as kind, day, country, null::bigint as rank,
          null::varchar as stock_code, null::varchar as description, invoices,
          quantity::bigint as quantity, revenue
      from days
      union all
      select 'top_product', null, null, rank, stock_code, description, invoices,
          quantity::bigint, revenue
      from products where rank <= 10
      order by kind, day, country, rank
      """
      .formatted(quoted(file("silver")));
}

// COMMAND ----------

try (var db = DriverManager.getConnection("jdbc:duckdb:")) {
  var source =
      switch (layer) {
        case "bronze" -> invoices();
        case "silver" -> quoted(file("bronze"));
        default -> quoted(file("silver"));
      };
  var query =
      switch (layer) {
        case "bronze" -> bronze();
        case "silver" -> silver();
        default -> gold();
      };
  write(db, layer, query);
  var rowsIn = count(db, source);
  var rowsOut = count(db, quoted(file(layer)));
  dbutils.jobs.taskValues.set("rows_in", rowsIn);
  dbutils.jobs.taskValues.set("rows_out", rowsOut);
  System.out.println(layer + ": " + rowsIn + " rows in, " + rowsOut + " rows out, " + file(layer));
}

// COMMAND ----------

if (layer.equals("gold")) {
  var text = new StringBuilder();
  for (var each : layers) {
    text.append(String.format("%-6s  %s%n", each, file(each)));
  }
  text.append(String.format("%nTop products%n"));
  try (var db = DriverManager.getConnection("jdbc:duckdb:");
      var rows =
          db.createStatement()
              .executeQuery(
                  "select rank, stock_code, description, quantity, revenue from "
                      + quoted(file("gold"))
                      + " where kind = 'top_product' order by rank limit 5")) {
    while (rows.next()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d  %-8s  %-36s  %,8d sold  %,12.2f%n",
              rows.getLong("rank"),
              rows.getString("stock_code"),
              rows.getString("description"),
              rows.getLong("quantity"),
              rows.getBigDecimal("revenue")));
    }
  }
  dbutils.notebook.exit(text.toString());
}
