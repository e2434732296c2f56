package org.wirewatch.topic.language;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where a stop does not end a sentence.
 *
 * @param titles abbreviations that always have something behind them
 * @param others abbreviations that may also end a sentence: there the next word decides
 * @param starters words that begin a sentence when they stand in capitals behind such an abbreviation
 * @param ordinals whether a number with a stop is an ordinal ("am 3. Oktober")
 */
record Conventions(Set<String> titles, Set<String> others, Set<String> starters, boolean ordinals) {

    private static final int MAX_ORDINAL_DIGITS = 2;

    private static final Map<String, Conventions> KNOWN = Map.of(
            "en",
            new Conventions(
                    words(
                            "mr mrs ms dr prof gen lt col maj capt cmdr adm sgt sen rep gov pres rev hon st vs no nos fig "
                                    + "approx e.g i.e cf brig pvt cpl amb sec messrs ft mt u.s.s"),
                    words("jan feb mar apr jun jul aug sep sept oct nov dec inc corp co ltd jr sr etc dept est"),
                    words(
                            "the a an in on at he she it they we i but and this that these those his her its their as for "
                                    + "when while if after before however there what with by from some both last according since you "
                                    + "our so meanwhile also no not one under"),
                    false),
            "de",
            new Conventions(
                    words(
                            "dr prof hr fr gen st nr bzw ca z.b d.h u.a v.a s.o z.t evtl ggf inkl vgl abs art sog max min "
                                    + "dipl ing geb z b"),
                    words("usw etc mio mrd jan feb aug sept okt nov dez str u.s"),
                    words(
                            "der die das ein eine er sie es wir ich in im am auf an aber und doch auch nach vor bei mit zu "
                                    + "zum zur dies diese dieser dieses dabei damit dann so als wenn wie nun seit für den dem des von "
                                    + "laut"),
                    true),
            "fr",
            new Conventions(
                    words("m mm mme mlle dr pr gén gal col cdt st ste av cf n art env p.ex"),
                    words("etc janv févr juil sept oct nov déc"),
                    words(
                            "le la les un une il elle ils elles on nous je mais et en au aux ce cette ces dans pour par selon "
                                    + "l d c à"),
                    false),
            "es",
            new Conventions(
                    words("sr sra sres srta dr dra d dña gral gen cnel lic ing prof art núm pág av avda ee p.ej mons"),
                    words("etc uu cía ud uds"),
                    words(
                            "el la los las un una en y pero no se su sus al a con de del por para que según este esta estos "
                                    + "lo como si cuando además también"),
                    false),
            "ru",
            new Conventions(
                    words(
                            "ген проф акад им ул пл обл стр рис см ср тов гр св оз т.е т.к т.н полк кап лейт ст пос дер тел "
                                    + "напр мин зам"),
                    words(
                            "г гг в вв т.д т.п др пр руб тыс млн млрд долл кг км янв февр авг сент окт нояб дек с.г н.э р"),
                    words(
                            "в на по он она они оно мы я это но и а как при после так также однако если когда что для из с до "
                                    + "за об о к от ранее тогда этот эта эти его их все кроме не"),
                    false),
            "uk",
            new Conventions(
                    words(
                            "ген проф акад ім вул пл обл стор рис див пор св о т.зв напр полк лейт тов ст м с смт тел заст"),
                    words("р рр ст т.д т.п ін грн тис млн млрд дол кг км"),
                    words(
                            "у в на за він вона вони воно ми я це але і й а як при після так також однак якщо коли що для із "
                                    + "з до про від раніше тоді цей ця ці його їх всі усі не проте"),
                    false),
            "pl",
            new Conventions(
                    words(
                            "gen prof dr mgr inż płk ppłk mjr kpt por sierż ks św ul al pl im np tzw tj m.in ok nr art ust "
                                    + "str zob godz adm marsz red woj wg"),
                    words("r w itd itp tys mln mld zł br ub proc"),
                    words(
                            "w we na po z ze do to ten ta te jak jednak ale i a o od dla przy nie za gdy jego jej ich on ona "
                                    + "oni my jest już według także"),
                    true),
            "tr",
            new Conventions(
                    words("dr doç prof av sn gen org kor tümg yrd bkz ör hz alb yzb müh no"),
                    words("vb vs vd m.ö m.s a.ş ltd şti"),
                    words("bu bir o ve ancak ama bunun türkiye öte daha her ayrıca"),
                    true));

    private static final Conventions OTHER =
            new Conventions(words("dr prof gen st mr mrs"), words("etc"), Set.of(), false);

    private static Set<String> words(String blankSeparated) {
        return Set.copyOf(Arrays.asList(blankSeparated.split(" ")));
    }

    static Conventions of(String language) {
        return KNOWN.getOrDefault(language, OTHER);
    }

    /** Whether the single stop at an offset belongs to the word before it and the sentence goes on. */
    boolean joins(String text, int stop, int next) {
        int start = stop;
        while (start > 0 && (Character.isLetterOrDigit(text.charAt(start - 1)) || innerStop(text, start - 1))) {
            start--;
        }
        if (start == stop) {
            return false;
        }
        String word = text.substring(start, stop);
        String lower = word.toLowerCase(Locale.ROOT);
        if (titles.contains(lower)) {
            return true;
        }
        if (word.chars().allMatch(Character::isDigit)) {
            return ordinals && word.length() <= MAX_ORDINAL_DIGITS;
        }
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
        boolean acronym = word.indexOf('.') > 0 && word.length() <= 7;
        String following = wordAt(text, next);
        boolean initialFollows = following.length() == 1 && text.startsWith(".", next + 1);
        return (initial || acronym || others.contains(lower)) && (initialFollows || !starters.contains(following));
    }

    private static boolean innerStop(String text, int at) {
        return text.charAt(at) == '.' && at > 0 && Character.isLetter(text.charAt(at - 1));
    }

    private static String wordAt(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }
}
