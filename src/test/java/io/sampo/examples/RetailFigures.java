package io.sampo.examples;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the medallion example should find in a folder of invoices, computed without any of its code.
 *
 * @param raw rows of all files
 * @param clean rows that silver keeps
 * @param daysAndCountries pairs of them in the clean rows
 * @param products in the clean rows
 * @param revenue of the clean rows
 */
record RetailFigures(
    long raw, long clean, long daysAndCountries, long products, BigDecimal revenue) {

  private static final int TOP_PRODUCTS = 10;

  /** The rows that gold has: every day and country, and the top products. */
  long gold() {
    return daysAndCountries + Math.min(TOP_PRODUCTS, products);
  }

  static RetailFigures of(Path folder) throws IOException {
    var rows = rows(folder);
    var clean = new LinkedHashSet<>(rows);
    clean.removeIf(row -> !isClean(row));
    var days = new HashSet<List<String>>();
    var products = new HashSet<String>();
    var revenue = BigDecimal.ZERO;
    for (var row : clean) {
      days.add(List.of(row.get(4).substring(0, 10), row.get(7)));
      products.add(row.get(1));
      revenue = revenue.add(new BigDecimal(row.get(3)).multiply(new BigDecimal(row.get(5))));
    }
    return new RetailFigures(rows.size(), clean.size(), days.size(), products.size(), revenue);
  }

  /** Which kinds of dirt the rows of a folder have. */
  static Set<String> dirt(Path folder) throws IOException {
    var found = new HashSet<String>();
    var seen = new HashSet<List<String>>();
    for (var row : rows(folder)) {
      note(found, row.get(0).startsWith("C"), "cancelled");
      note(found, row.get(6).isBlank(), "no customer");
      note(found, new BigDecimal(row.get(3)).signum() == 0, "quantity 0");
      note(found, new BigDecimal(row.get(3)).signum() < 0, "negative quantity");
      note(found, new BigDecimal(row.get(5)).signum() == 0, "price 0");
      note(found, new BigDecimal(row.get(5)).signum() < 0, "negative price");
      note(found, row.get(2).contains(","), "quoted comma");
      note(found, row.get(2).contains("\""), "quoted quote");
      note(found, !seen.add(row), "duplicate");
    }
    return found;
  }

  private static void note(Set<String> found, boolean holds, String what) {
    if (holds) {
      found.add(what);
    }
  }

  private static boolean isClean(List<String> row) {
    return !row.get(0).startsWith("C")
        && !row.get(6).isBlank()
        && new BigDecimal(row.get(3)).signum() > 0
        && new BigDecimal(row.get(5)).signum() > 0;
  }

  private static List<List<String>> rows(Path folder) throws IOException {
    var rows = new ArrayList<List<String>>();
    try (var files = Files.newDirectoryStream(folder, "*.csv")) {
      for (var file : files) {
        Files.readAllLines(file).stream().skip(1).map(RetailFigures::fields).forEach(rows::add);
      }
    }
    return rows;
  }

  /** The fields of a line, in which every odd piece between quotes is quoted. */
  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < line.length(); i++) {
      var letter = line.charAt(i);
      if (letter == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (letter == '"') {
        quoted = !quoted;
      } else if (letter == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(letter);
      }
    }
    fields.add(field.toString());
    return List.copyOf(fields);
  }
}
