package dev.seedgate.seeds;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Invented texts about car parts, with everything in them that a careless reader trips over. */
final class PartTexts {
    private static final List<String> PARTS = List.of(
            "Brake Disc, Front",
            "17\" Alloy Wheel",
            "Lift Kit 2.5\"",
            "Ölfilter",
            "Kühlergrill",
            "Bremsscheibe, belüftet",
            "Pare-chocs arrière",
            "Rétroviseur extérieur",
            "Łożysko koła",
            "Bağlantı kolu",
            "ワイパーブレード",
            "Tow Hook; Pair",
            "Floor Mat Set",
            "LED Light Bar 50\", Curved",
            "Spark Plug",
            "Shock Absorber");
    private static final List<String> FINISHES = List.of(
            "matte black",
            "chrome",
            "raw",
            "#304 stainless",
            "powder-coated, grey",
            "été bleu",
            "\"Stealth\"",
            "silber");
    private static final List<String> BRANDS = List.of(
            "Nordkap",
            "Rough Mesa",
            "Müller & Söhne",
            "O'Hara \"Pro\" Parts",
            "Trail, Rock & Co.",
            "Škorpion",
            "NULL Island");
    private static final List<String> DESCRIPTIONS = List.of(
            "Fits most models",
            "Direct replacement, no drilling",
            "Includes:\n- bracket\n- 4 bolts\n- manual",
            "Sold as a pair;\nleft and right",
            "Length 20\", width 3.5\"\n\nDo not over-tighten!",
            "Passend für \"Geländewagen\", ab 2018",
            "See C:\\parts\\new\\table.pdf",
            "Old number: \\N",
            "Line one\r\nline two",
            "Column\tafter a tab",
            " leading and trailing blanks ",
            "Finish:\n\\.\nas shown",
            "😀 five stars");
    private static final int NULL_PERCENT = 10;
    private static final int EMPTY_PERCENT = 5;

    private final SplittableRandom random;

    PartTexts(SplittableRandom random) {
        this.random = random;
    }

    String name() {
        return any(PARTS) + " " + any(FINISHES);
    }

    @Nullable String description() {
        int percent = random.nextInt(100);
        if (percent < NULL_PERCENT) {
            return null;
        }
        return percent < NULL_PERCENT + EMPTY_PERCENT ? "" : any(DESCRIPTIONS);
    }

    String brand() {
        return any(BRANDS);
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
