package io.sampo.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Makes the small input of the medallion example: invoices of a shop that never was, the same ones
 * for the same seed, with every kind of dirt that real ones have.
 */
public final class RetailGenerator {

  /** The seed of the files that the example ships. */
  public static final long SHIPPED_SEED = 20260105;

  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 5);
  private static final int DAYS = 5;
  private static final int INVOICES_A_DAY = 30;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

  private static final List<String> COUNTRIES =
      List.of("Finland", "Finland", "Finland", "Sweden", "Estonia", "Germany", "United Kingdom");

  /** As they stand in a CSV file: with quotes where a comma or quote is part of them. */
  private static final List<String> PRODUCTS =
      List.of(
          "BIRCH BARK BASKET",
          "\"CANDLE HOLDER, GLASS\"",
          "\"TRAY \"\"MIDSUMMER\"\" LARGE\"",
          "WOOLLEN MITTENS RED ",
          "COFFEE MUG REINDEER",
          "\"SPOON, WOODEN, SET OF 3\"",
          "RYE BREAD BOARD",
          "SAUNA BUCKET",
          "LINEN TOWEL BLUE",
          "TIN LANTERN",
          "CHRISTMAS STAR STRAW",
          "");

  private final SplittableRandom random;
  private int invoice = 700_001;

  private RetailGenerator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The files by their names, each a day's. */
  public static Map<String, String> files(long seed) {
    var generator = new RetailGenerator(seed);
    var files = new TreeMap<String, String>();
    var earlier = "";
    for (var i = 0; i < DAYS; i++) {
      var day = FIRST_DAY.plusDays(i);
      var rows = generator.rows(day);
      if (!earlier.isEmpty()) {
        rows.add(earlier);
      }
      earlier = rows.getFirst();
      files.put(DAY.format(day) + ".csv", HEADER + "\n" + String.join("\n", rows) + "\n");
    }
    return files;
  }

  /**
   * Writes the files that the example ships.
   *
   * @param arguments the folder to write them to
   */
  public static void main(String[] arguments) throws IOException {
    for (var file : files(SHIPPED_SEED).entrySet()) {
      Files.writeString(Path.of(arguments[0], file.getKey()), file.getValue());
    }
  }

  private List<String> rows(LocalDate day) {
    var rows = new ArrayList<String>();
    for (var i = 0; i < INVOICES_A_DAY; i++) {
      var cancelled = chance(12);
      var customer = chance(8) ? "" : 12_000 + random.nextInt(40) + ".0";
      var invoiceNo = (cancelled ? "C" : "") + invoice++;
      var at = "%s %02d:%02d:00".formatted(DAY.format(day), 8 + i / 3, random.nextInt(60));
      var country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      for (var line = 1 + random.nextInt(6); line > 0; line--) {
        var row = invoiceNo + "," + item(cancelled, at) + "," + customer + "," + country;
        rows.add(row);
        if (chance(15)) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private String item(boolean cancelled, String at) {
    var product = random.nextInt(PRODUCTS.size());
    var amount = 1 + random.nextInt(24);
    var quantity = cancelled || chance(40) ? -amount : chance(60) ? 0 : amount;
    var cents = 35 + 110 * product + random.nextInt(5) * 10;
    var price = chance(50) ? "0.0" : chance(90) ? "-1.5" : price(cents);
    return "%d,%s,%d,%s,%s".formatted(20_000 + product, PRODUCTS.get(product), quantity, at, price);
  }

  private static String price(int cents) {
    return String.format(Locale.ROOT, "%.2f", cents / 100.0).replaceAll("0$", "");
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }
}
