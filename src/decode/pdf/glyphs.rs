//! What codes and glyph names mean: the three encodings of simple fonts, the glyph names that occur, and the widths of
//! the fonts that files need not describe.

use alloc::collections::BTreeMap;

use super::parse::hex_digit;

/// The upper halves of the encodings; their lower halves are ASCII. A dot says that there is nothing.
const WIN: &str = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ ¡¢£¤¥¦§¨©ª«¬-®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\0ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const STANDARD: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß\0\0\0\0";

/// Names and characters, in pairs.
const NAMES: &str = "\
    AE Æ Aacute Á Abreve Ă Acircumflex Â Adieresis Ä Agrave À Alpha Α Alphatonos Ά Amacron Ā Aogonek Ą Aring Å \
    Atilde Ã Beta Β Cacute Ć Ccaron Č Ccedilla Ç Ccircumflex Ĉ Cdotaccent Ċ Chi Χ Dcaron Ď Dcroat Đ Delta ∆ \
    Eacute É Ebreve Ĕ Ecaron Ě Ecircumflex Ê Edieresis Ë Edotaccent Ė Egrave È Emacron Ē Eng Ŋ Eogonek Ę Epsilon Ε \
    Epsilontonos Έ Eta Η Etatonos Ή Eth Ð Euro € Gamma Γ Gbreve Ğ Gcircumflex Ĝ Gdotaccent Ġ H18533 ● H22073 □ \
    Hbar Ħ Hcircumflex Ĥ IJ Ĳ Iacute Í Ibreve Ĭ Icircumflex Î Idieresis Ï Idotaccent İ Igrave Ì Imacron Ī Iogonek Į \
    Iota Ι Iotadieresis Ϊ Iotatonos Ί Itilde Ĩ Jcircumflex Ĵ Kappa Κ Lacute Ĺ Lambda Λ Lcaron Ľ Ldot Ŀ Lslash Ł \
    Mu Μ Nacute Ń Ncaron Ň Ntilde Ñ Nu Ν OE Œ Oacute Ó Obreve Ŏ Ocircumflex Ô Odieresis Ö Ograve Ò Ohungarumlaut Ő \
    Omacron Ō Omega Ω Omegatonos Ώ Omicron Ο Omicrontonos Ό Oslash Ø Otilde Õ Phi Φ Pi Π Psi Ψ Racute Ŕ Rcaron Ř \
    Rho Ρ Sacute Ś Scaron Š Scedilla Ş Scircumflex Ŝ Sigma Σ Tau Τ Tbar Ŧ Tcaron Ť Theta Θ Thorn Þ Uacute Ú \
    Ubreve Ŭ Ucircumflex Û Udieresis Ü Ugrave Ù Uhungarumlaut Ű Umacron Ū Uogonek Ų Upsilon Υ Upsilondieresis Ϋ \
    Upsilontonos Ύ Uring Ů Utilde Ũ Wacute Ẃ Wcircumflex Ŵ Wdieresis Ẅ Wgrave Ẁ Xi Ξ Yacute Ý Ycircumflex Ŷ \
    Ydieresis Ÿ Ygrave Ỳ Zacute Ź Zcaron Ž Zdotaccent Ż Zeta Ζ aacute á abreve ă acircumflex â acute ´ adieresis ä \
    ae æ agrave à alpha α alphatonos ά amacron ā ampersand & anoteleia · aogonek ą approxequal ≈ aring å \
    arrowdown ↓ arrowleft ← arrowright → arrowup ↑ asciicircum ^ asciitilde ~ asterisk * at @ atilde ã backslash \\ \
    bar | beta β braceleft { braceright } bracketleft [ bracketright ] breve ˘ brokenbar ¦ bullet • cacute ć \
    caron ˇ ccaron č ccedilla ç ccircumflex ĉ cdotaccent ċ cedilla ¸ cent ¢ chi χ circle ○ circumflex ˆ colon : \
    comma , copyright © currency ¤ dagger † daggerdbl ‡ dcaron ď dcroat đ degree ° delta δ dieresis ¨ divide ÷ \
    dollar $ dotaccent ˙ dotlessi ı eacute é ebreve ĕ ecaron ě ecircumflex ê edieresis ë edotaccent ė egrave è \
    eight 8 eightinferior 8 eightoldstyle 8 eightsuperior 8 ellipsis … emacron ē emdash — endash – eng ŋ eogonek ę \
    epsilon ε epsilontonos έ equal = eta η etatonos ή eth ð exclam ! exclamdbl ‼ exclamdown ¡ figuredash ‒ \
    filledbox ■ five 5 fiveeighths ⅝ fiveinferior 5 fiveoldstyle 5 fivesuperior 5 florin ƒ four 4 fourinferior 4 \
    fouroldstyle 4 foursuperior 4 fraction ⁄ gamma γ gbreve ğ gcircumflex ĝ gdotaccent ġ germandbls ß grave ` \
    greater > greaterequal ≥ guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › hbar ħ hcircumflex ĥ \
    hungarumlaut ˝ hyphen - iacute í ibreve ĭ icircumflex î idieresis ï igrave ì ij ĳ imacron ī infinity ∞ \
    integral ∫ iogonek į iota ι iotadieresis ϊ iotadieresistonos ΐ iotatonos ί itilde ĩ jcircumflex ĵ kappa κ \
    kgreenlandic ĸ lacute ĺ lambda λ lcaron ľ ldot ŀ less < lessequal ≤ logicalnot ¬ longs ſ lozenge ◊ lslash ł \
    macron ¯ minus − minute ′ mu µ multiply × nacute ń napostrophe ŉ ncaron ň nine 9 nineinferior 9 nineoldstyle 9 \
    ninesuperior 9 notequal ≠ ntilde ñ nu ν numbersign # oacute ó obreve ŏ ocircumflex ô odieresis ö oe œ ogonek ˛ \
    ograve ò ohungarumlaut ő omacron ō omega ω omegatonos ώ omicron ο omicrontonos ό one 1 onedotenleader ․ \
    oneeighth ⅛ onehalf ½ oneinferior 1 oneoldstyle 1 onequarter ¼ onesuperior 1 onethird ⅓ ordfeminine ª \
    ordmasculine º oslash ø otilde õ paragraph ¶ parenleft ( parenright ) partialdiff ∂ percent % period . \
    periodcentered · perthousand ‰ phi φ pi π plus + plusminus ± product ∏ psi ψ question ? questiondown ¿ \
    quotedbl \" quotedblbase „ quotedblleft “ quotedblright ” quoteleft ‘ quotereversed ‛ quoteright ’ \
    quotesinglbase ‚ quotesingle ' racute ŕ radical √ rcaron ř registered ® rho ρ ring ˚ sacute ś scaron š \
    scedilla ş scircumflex ŝ second ″ section § semicolon ; seven 7 seveneighths ⅞ seveninferior 7 sevenoldstyle 7 \
    sevensuperior 7 sigma σ sigma1 ς six 6 sixinferior 6 sixoldstyle 6 sixsuperior 6 slash / sterling £ summation ∑ \
    tau τ tbar ŧ tcaron ť theta θ thorn þ three 3 threeeighths ⅜ threeinferior 3 threeoldstyle 3 threequarters ¾ \
    threesuperior 3 tilde ˜ trademark ™ triagup ▲ two 2 twodotenleader ‥ twoinferior 2 twooldstyle 2 twosuperior 2 \
    twothirds ⅔ uacute ú ubreve ŭ ucircumflex û udieresis ü ugrave ù uhungarumlaut ű umacron ū underscore _ \
    underscoredbl ‗ uogonek ų upsilon υ upsilondieresis ϋ upsilondieresistonos ΰ upsilontonos ύ uring ů utilde ũ \
    wacute ẃ wcircumflex ŵ wdieresis ẅ wgrave ẁ xi ξ yacute ý ycircumflex ŷ ydieresis ÿ yen ¥ ygrave ỳ zacute ź \
    zcaron ž zdotaccent ż zero 0 zeroinferior 0 zerooldstyle 0 zerosuperior 0 zeta ζ \
    ";

/// Widths of ASCII from the space on, in thousandths of an em.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// The characters of an encoding's 256 codes, `\0` where there is none.
pub(super) fn encoding(name: &[u8]) -> [char; 256] {
    let upper = match name {
        b"MacRomanEncoding" => MAC,
        b"StandardEncoding" => STANDARD,
        _ => WIN,
    };
    let mut chars: [char; 256] = core::array::from_fn(|i| if (32..127).contains(&i) { i as u8 as char } else { '\0' });
    for (slot, char) in chars.iter_mut().skip(128).zip(upper.chars()) {
        *slot = char;
    }
    chars
}

/// The width of a character in a font that brings no widths.
pub(super) fn usual_width(font: &[u8], char: char) -> f64 {
    let has = |part: &[u8]| font.windows(part.len()).any(|w| w == part);
    if has(b"Courier") || has(b"Mono") {
        return 600.0;
    }
    let widths = if has(b"Times") || has(b"Roman") || has(b"Serif") { &TIMES } else { &HELVETICA };
    let index = (char as usize).checked_sub(32);
    index.and_then(|i| widths.get(i)).map_or(556.0, |w| f64::from(*w))
}

/// Glyph names, to be looked up.
#[derive(Debug)]
pub(super) struct Names(BTreeMap<&'static str, char>);

impl Names {
    pub(super) fn new() -> Self {
        let mut words = NAMES.split_ascii_whitespace();
        let mut names = BTreeMap::new();
        while let (Some(name), Some(char)) = (words.next(), words.next()) {
            names.extend(char.chars().next().map(|char| (name, char)));
        }
        names.insert("space", ' ');
        names.insert("nbspace", ' ');
        Self(names)
    }

    /// The character of a name. Names that only count glyphs (`g12`, `cid:3`) have none.
    pub(super) fn char(&self, name: &[u8]) -> Option<char> {
        let name = core::str::from_utf8(name).ok()?;
        let base = name.split('.').next().filter(|base| !base.is_empty())?;
        if let [one] = base.as_bytes() {
            return one.is_ascii_alphabetic().then_some(*one as char);
        }
        if let Some(char) = self.0.get(base) {
            return Some(*char);
        }
        let digits = base.strip_prefix("uni").filter(|d| d.len() >= 4).and_then(|d| d.get(..4));
        let digits = digits.or(base.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())))?;
        let value = digits.bytes().try_fold(0_u32, |value, b| Some(value << 4 | u32::from(hex_digit(b)?)));
        char::from_u32(value?)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAC, NAMES, Names, STANDARD, WIN, encoding};

    #[test]
    fn encodings_have_128_upper_codes_and_names_are_pairs() {
        assert_eq!([WIN, MAC, STANDARD].map(|upper| upper.chars().count()), [128; 3]);
        assert!(NAMES.split_ascii_whitespace().skip(1).step_by(2).all(|char| char.chars().count() == 1));
        assert_eq!(encoding(b"WinAnsiEncoding")[0xe9], 'é');
        assert_eq!(encoding(b"MacRomanEncoding")[0x8e], 'é');
        assert_eq!(encoding(b"StandardEncoding")[0xe1], 'Æ');
    }

    #[test]
    fn names_say_characters() {
        let names = Names::new();
        for (name, char) in [
            ("A", Some('A')),
            ("one", Some('1')),
            ("eacute", Some('é')),
            ("a.sc", Some('a')),
            ("uni0939", Some('ह')),
            ("u1F600", Some('😀')),
            ("at", Some('@')),
            ("hyphen", Some('-')),
            ("g12", None),
            ("cid:3", None),
            (".notdef", None),
        ] {
            assert_eq!(names.char(name.as_bytes()), char, "{name}");
        }
    }
}
