package org.wirewatch.feed;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The zone names that stand in feeds. Where one name is used on two continents, the one with more news outlets holds. */
final class ZoneNames {

    private static final Map<String, ZoneId> ZONES = zones();

    private ZoneNames() {}

    /** @param name in lower case */
    static Optional<ZoneId> zone(String name) {
        ZoneId known = ZONES.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return name.indexOf('/') > 0 ? region(name) : Optional.empty();
    }

    private static Optional<ZoneId> region(String name) {
        StringBuilder id = new StringBuilder(name);
        for (int i = 0; i < id.length(); i++) {
            if (i == 0 || !Character.isLetter(id.charAt(i - 1))) {
                id.setCharAt(i, Character.toUpperCase(id.charAt(i)));
            }
        }
        try {
            return Optional.of(ZoneId.of(id.toString()));
        } catch (DateTimeException notARegion) {
            return Optional.empty();
        }
    }

    private static Map<String, ZoneId> zones() {
        Map<String, ZoneId> zones = new HashMap<>();
        String table =
                "z 0 ut 0 utc 0 gmt 0 wet 0 uct 0 zulu 0 cet +1 met +1 mez +1 mesz +2 bst +1 west +1 wat +1 cest +2 mest +2 eet +2 sast +2"
                        + " cat +2 eest +3 msk +3 eat +3 trt +3 ast -4 msd +4 gst +4 samt +4 irst +3:30 at -4 pkt +5 yekt +5 uzt +5"
                        + " ist +5:30 npt +5:45 omst +6 almt +6 ict +7 wib +7 krat +7 novt +7 sgt +8 hkt +8 pht +8 myt +8 awst +8 irkt +8 wita +8"
                        + " jst +9 kst +9 wit +9 yakt +9 acst +9:30 aest +10 vlat +10 acdt +10:30 aedt +11 nzst +12 nzdt +13"
                        + " azot -1 brst -2 brt -3 art -3 clst -3 adt -3 ndt -2:30 nst -3:30 clt -4 edt -4 est -5 cdt -5 cot -5 pet -5"
                        + " cst -6 mdt -6 mst -7 pdt -7 pst -8 akdt -8 akst -9 hst -10 hast -10";
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            zones.put(
                    words[i].toLowerCase(Locale.ROOT),
                    words[i + 1].equals("0") ? ZoneOffset.UTC : offset(words[i + 1]));
        }
        zones.put("et", ZoneId.of("America/New_York"));
        zones.put("ct", ZoneId.of("America/Chicago"));
        zones.put("mt", ZoneId.of("America/Denver"));
        zones.put("pt", ZoneId.of("America/Los_Angeles"));
        return Map.copyOf(zones);
    }

    private static ZoneOffset offset(String text) {
        return ZoneOffset.of(text.replaceFirst("^([+-])(\\d)(?=$|:)", "$10$2"));
    }
}
