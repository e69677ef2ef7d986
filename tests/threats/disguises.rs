//! Disguises of a value in a text: what a reader sees is the value, what the bytes say is not.

use super::Case;
use super::subjects::{AADHAAR, Format, MOBILE, VALUES, Value};

/// A piece of a disguised value.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Unit {
    Char(char),
    /// A character that is spelled out.
    Spelled(String),
    /// What no reader sees: tags, comments.
    Markup(String),
    /// The border between two groups: nothing by itself.
    Gap,
}

use Unit::{Char, Gap, Markup, Spelled};

/// What a disguise does; those of a later layer can be put over those of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// Other digits and letters.
    Substitute,
    /// Something between groups.
    Separate,
    /// Unseen characters between characters.
    Unseen,
    /// Characters spelled out.
    Spell,
    /// Tags and comments.
    Tag,
}

struct Disguise {
    name: &'static str,
    layer: Layer,
    formats: &'static [Format],
    apply: fn(Vec<Unit>) -> Vec<Unit>,
}

const fn disguise(
    name: &'static str,
    layer: Layer,
    formats: &'static [Format],
    apply: fn(Vec<Unit>) -> Vec<Unit>,
) -> Disguise {
    Disguise { name, layer, formats, apply }
}

/// Digits from another zero on.
fn digits(units: Vec<Unit>, zero: u32) -> Vec<Unit> {
    substitute(units, |c| c.to_digit(10).map_or(Some(c), |n| char::from_u32(zero + n)))
}

/// Other characters; what there is no other for stays.
fn substitute(units: Vec<Unit>, to: impl Fn(char) -> Option<char>) -> Vec<Unit> {
    let other = |unit| match unit {
        Char(c) => Char(to(c).unwrap_or(c)),
        other => other,
    };
    units.into_iter().map(other).collect()
}

/// A text in each gap.
fn gaps(units: Vec<Unit>, text: &str) -> Vec<Unit> {
    let filled = |unit| if unit == Gap { text.chars().map(Char).collect() } else { vec![unit] };
    units.into_iter().flat_map(filled).collect()
}

/// `unseen` between all characters.
fn between(units: Vec<Unit>, unseen: impl Fn(usize) -> Unit) -> Vec<Unit> {
    let (mut out, mut seen) = (Vec::new(), false);
    for (i, unit) in units.into_iter().enumerate() {
        if matches!(unit, Char(_) | Spelled(_)) {
            out.extend(std::mem::replace(&mut seen, true).then(|| unseen(i)));
        }
        out.push(unit);
    }
    out
}

/// Every `nth` character spelled out.
fn spell(units: Vec<Unit>, nth: usize, spelling: impl Fn(char) -> String) -> Vec<Unit> {
    let spelled = |(i, unit)| match unit {
        Char(c) if i % nth == 0 => Spelled(spelling(c)),
        other => other,
    };
    units.into_iter().enumerate().map(spelled).collect()
}

/// Every second character between two tags.
fn wrap(units: Vec<Unit>, open: &str, close: &str) -> Vec<Unit> {
    let wrapped = |(i, unit): (usize, Unit)| match unit {
        Char(_) | Spelled(_) if i % 2 == 1 => vec![Markup(open.into()), unit, Markup(close.into())],
        other => vec![other],
    };
    units.into_iter().enumerate().flat_map(wrapped).collect()
}

/// Each group between two tags.
fn wrap_groups(units: Vec<Unit>, open: &str, close: &str, space: &str) -> Vec<Unit> {
    let mut out = vec![Markup(open.into())];
    for unit in units {
        match unit {
            Gap => out.extend([Markup(close.into()), Markup(space.into()), Markup(open.into())]),
            other => out.push(other),
        }
    }
    out.push(Markup(close.into()));
    out
}

fn named(c: char) -> String {
    match c {
        '@' => "&commat;".into(),
        '.' => "&period;".into(),
        ' ' => "&#32;".into(),
        other => other.into(),
    }
}

/// `\uXXXX`, by UTF-16.
fn escape(c: char) -> String {
    c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
}

const LONG_TAG: &str = "<span style=\"color:#222;font-family:Verdana,Geneva,Tahoma,sans-serif;font-size:11px;\
     font-weight:normal;font-style:normal;text-decoration:none;letter-spacing:normal;word-spacing:normal;line-height:1.5;\
     text-transform:none;text-indent:0;white-space:normal;vertical-align:baseline;background:none;border:0\">";

const DISGUISES: &[Disguise] = {
    use Layer::{Separate, Spell, Substitute, Tag, Unseen};
    const ALL: &[Format] = Format::ALL;
    const HTML: &[Format] = Format::HTML;
    const MARKUP: &[Format] = Format::MARKUP;
    const ESCAPED: &[Format] = Format::ESCAPED;
    &[
        disguise("clear", Substitute, ALL, |u| u),
        disguise("digits_fullwidth", Substitute, ALL, |u| digits(u, 0xff10)),
        disguise("digits_math_bold", Substitute, ALL, |u| digits(u, 0x1d7ce)),
        disguise("digits_math_double", Substitute, ALL, |u| digits(u, 0x1d7d8)),
        disguise("digits_math_sans", Substitute, ALL, |u| digits(u, 0x1d7e2)),
        disguise("digits_math_sans_bold", Substitute, ALL, |u| digits(u, 0x1d7ec)),
        disguise("digits_math_mono", Substitute, ALL, |u| digits(u, 0x1d7f6)),
        disguise("digits_arabic", Substitute, ALL, |u| digits(u, 0x660)),
        disguise("digits_persian", Substitute, ALL, |u| digits(u, 0x6f0)),
        disguise("digits_devanagari", Substitute, ALL, |u| digits(u, 0x966)),
        disguise("digits_bengali", Substitute, ALL, |u| digits(u, 0x9e6)),
        disguise("digits_gurmukhi", Substitute, ALL, |u| digits(u, 0xa66)),
        disguise("digits_gujarati", Substitute, ALL, |u| digits(u, 0xae6)),
        disguise("digits_odia", Substitute, ALL, |u| digits(u, 0xb66)),
        disguise("digits_tamil", Substitute, ALL, |u| digits(u, 0xbe6)),
        disguise("digits_telugu", Substitute, ALL, |u| digits(u, 0xc66)),
        disguise("digits_kannada", Substitute, ALL, |u| digits(u, 0xce6)),
        disguise("digits_malayalam", Substitute, ALL, |u| digits(u, 0xd66)),
        disguise("fullwidth", Substitute, ALL, |u| substitute(u, |c| char::from_u32(c as u32 + 0xfee0))),
        disguise("at_small", Substitute, ALL, |u| substitute(u, |c| (c == '@').then_some('\u{fe6b}'))),
        disguise("at_fullwidth", Substitute, ALL, |u| substitute(u, |c| (c == '@').then_some('\u{ff20}'))),
        disguise("letters_math", Substitute, ALL, |u| {
            substitute(u, |c| c.is_ascii_uppercase().then(|| char::from_u32(0x1d400 + c as u32 - 65))?)
        }),
        disguise("letters_cyrillic", Substitute, ALL, |u| {
            substitute(u, |c| {
                Some(match c {
                    'A' => 'А',
                    'T' => 'Т',
                    'a' => 'а',
                    'o' => 'о',
                    other => other,
                })
            })
        }),
        disguise("space", Separate, ALL, |u| gaps(u, " ")),
        disguise("entity_space", Separate, ALL, |u| {
            u.into_iter().map(|unit| if unit == Gap { Spelled("&nbsp;".into()) } else { unit }).collect()
        }),
        disguise("hyphen", Separate, ALL, |u| gaps(u, "-")),
        disguise("nbsp", Separate, ALL, |u| gaps(u, "\u{a0}")),
        disguise("thin_space", Separate, ALL, |u| gaps(u, "\u{2009}")),
        disguise("en_space", Separate, ALL, |u| gaps(u, "\u{2002}")),
        disguise("figure_space", Separate, ALL, |u| gaps(u, "\u{2007}")),
        disguise("narrow_nbsp", Separate, ALL, |u| gaps(u, "\u{202f}")),
        disguise("en_dash", Separate, ALL, |u| gaps(u, "–")),
        disguise("nb_hyphen", Separate, ALL, |u| gaps(u, "\u{2011}")),
        disguise("minus", Separate, ALL, |u| gaps(u, "\u{2212}")),
        disguise("dot", Separate, ALL, |u| gaps(u, ".")),
        disguise("slash", Separate, ALL, |u| gaps(u, "/")),
        disguise("two_spaces", Separate, ALL, |u| gaps(u, "  ")),
        disguise("newline", Separate, &[Format::Html, Format::Text, Format::Xml], |u| gaps(u, "\n")),
        disguise("newline_crlf", Separate, &[Format::Html, Format::Text, Format::Xml], |u| gaps(u, "\r\n")),
        disguise("zero_width_space", Unseen, ALL, |u| between(u, |_| Char('\u{200b}'))),
        disguise("zero_width_joiner", Unseen, ALL, |u| between(u, |_| Char('\u{200d}'))),
        disguise("word_joiner", Unseen, ALL, |u| between(u, |_| Char('\u{2060}'))),
        disguise("bom", Unseen, ALL, |u| between(u, |_| Char('\u{feff}'))),
        disguise("soft_hyphen", Unseen, ALL, |u| between(u, |_| Char('\u{ad}'))),
        disguise("bidi_mark", Unseen, ALL, |u| between(u, |_| Char('\u{200e}'))),
        disguise("bidi_isolate", Unseen, ALL, |u| {
            between(u, |i| Char(if i % 2 == 0 { '\u{2066}' } else { '\u{2069}' }))
        }),
        disguise("arabic_mark", Unseen, ALL, |u| between(u, |_| Char('\u{61c}'))),
        disguise("combining", Unseen, ALL, |u| between(u, |_| Char('\u{301}'))),
        disguise("grapheme_joiner", Unseen, ALL, |u| between(u, |_| Char('\u{34f}'))),
        disguise("combining_keycap", Unseen, ALL, |u| between(u, |_| Char('\u{20e3}'))),
        disguise("variation", Unseen, ALL, |u| between(u, |_| Char('\u{fe0f}'))),
        disguise("tag_characters", Unseen, ALL, |u| between(u, |_| Char('\u{e0020}'))),
        disguise("right_to_left", Layer::Tag, ALL, |mut u| {
            u.reverse();
            u.insert(0, Markup("\u{202e}".into()));
            u.push(Markup("\u{202c}".into()));
            u
        }),
        disguise("entity_decimal", Spell, ALL, |u| spell(u, 1, |c| format!("&#{};", c as u32))),
        disguise("entity_hex", Spell, ALL, |u| spell(u, 1, |c| format!("&#x{:x};", c as u32))),
        disguise("entity_zeros", Spell, ALL, |u| spell(u, 1, |c| format!("&#0000{};", c as u32))),
        disguise("entity_open", Spell, HTML, |u| spell(u, 1, |c| format!("&#X{:X}", c as u32))),
        disguise("entity_half", Spell, ALL, |u| spell(u, 2, |c| format!("&#{};", c as u32))),
        disguise("entity_mixed", Spell, ALL, |u| {
            spell(spell(u, 3, |c| format!("&#{};", c as u32)), 2, |c| format!("&#x{:X};", c as u32))
        }),
        disguise("entity_named", Spell, HTML, |u| spell(u, 1, named)),
        disguise("escape_u", Spell, ESCAPED, |u| spell(u, 1, escape)),
        disguise("escape_u_capital", Spell, ESCAPED, |u| spell(u, 1, |c| escape(c).to_uppercase().replace('U', "u"))),
        disguise("escape_u_half", Spell, ESCAPED, |u| spell(u, 2, escape)),
        disguise("escape_slash", Spell, ESCAPED, |u| spell(u, 1, |c| if c == '/' { "\\/".into() } else { c.into() })),
        disguise("escape_x", Spell, &[Format::Js], |u| {
            spell(u, 1, |c| if c.is_ascii() { format!("\\x{:02x}", c as u32) } else { escape(c) })
        }),
        disguise("escape_braces", Spell, &[Format::Js], |u| spell(u, 1, |c| format!("\\u{{{:x}}}", c as u32))),
        disguise("bold", Tag, HTML, |u| wrap(u, "<b>", "</b>")),
        disguise("font", Tag, HTML, |u| wrap(u, "<font color=red>", "</font>")),
        disguise("span", Tag, HTML, |u| wrap(u, "<span class=\"x>y\" title='a \"b\"'>", "</span>")),
        disguise("link", Tag, HTML, |u| wrap(u, "<a href=\"?x=1&amp;y=2\">", "</a>")),
        disguise("custom", Tag, HTML, |u| wrap(u, "<my-digit>", "</my-digit>")),
        disguise("nested", Tag, HTML, |u| wrap(u, "<i><u><span>", "</span></u></i>")),
        disguise("capitals", Tag, HTML, |u| wrap(u, "<SPAN\nID=x>", "</SPAN >")),
        disguise("wbr", Tag, HTML, |u| between(u, |_| Markup("<wbr>".into()))),
        disguise("wbr_closed", Tag, HTML, |u| between(u, |_| Markup("<wbr />".into()))),
        disguise("comment", Tag, MARKUP, |u| between(u, |_| Markup("<!-- -->".into()))),
        disguise("comment_tag", Tag, MARKUP, |u| between(u, |_| Markup("<!-- <p>9</p> -->".into()))),
        disguise("comment_empty", Tag, HTML, |u| between(u, |_| Markup("<!---->".into()))),
        disguise("comment_bogus", Tag, HTML, |u| between(u, |_| Markup("<!x>".into()))),
        disguise("comment_question", Tag, HTML, |u| between(u, |_| Markup("<?x y?>".into()))),
        disguise("comment_closing", Tag, HTML, |u| between(u, |_| Markup("</1>".into()))),
        disguise("span_groups", Tag, HTML, |u| wrap_groups(u, "<span>", "</span>", "")),
        disguise("span_groups_spaced", Separate, HTML, |u| wrap_groups(u, "<span>", "</span>", " ")),
        disguise("span_groups_long", Tag, HTML, |u| wrap_groups(u, LONG_TAG, "</span>", "")),
        disguise("span_groups_lines", Separate, HTML, |u| wrap_groups(u, "<span>", "</span>", "\n  ")),
        disguise("break_groups", Separate, HTML, |u| wrap_groups(u, "<span>", "</span>", "<br>")),
        disguise("hidden_decoy", Tag, HTML, |u| wrap_groups(u, "", "", "<span style=\"display:none\">7</span>")),
        disguise("concatenated", Tag, &[Format::Js], |u| wrap_groups(u, "", "", "\" + \"")),
        disguise("cdata", Tag, &[Format::Xml], |u| wrap_groups(u, "<![CDATA[", "]]>", "")),
    ]
};

fn units(value: &Value) -> Vec<Unit> {
    let mut units = Vec::new();
    for group in value.groups {
        if !units.is_empty() {
            units.push(Gap);
        }
        units.extend(group.chars().map(Char));
    }
    units
}

/// The case of a value in a disguise.
fn case(name: &str, format: Format, value: &Value, units: &[Unit]) -> Case {
    let (before, behind) = format.around(value);
    let mut body = before;
    let (mut start, mut end) = (None, 0);
    for unit in units {
        match unit {
            Gap => {}
            // In a string of JSON quotes and line ends are escaped.
            Markup(text) if format == Format::Fragment => {
                body.push_str(&text.replace('"', "\\\"").replace('\n', "\\n"));
            }
            Markup(text) => body.push_str(text),
            seen => {
                start.get_or_insert(body.len());
                match seen {
                    Char(c) => body.push(*c),
                    Spelled(text) => body.push_str(text),
                    _ => {}
                }
                end = body.len();
            }
        }
    }
    body.push_str(&behind);
    let name = format!("{name} {} {}", format.name(), value.kind);
    Case::new(name, value.kind, format.content_type(), body).at(start.expect("a value")..end)
}

/// Every disguise of every value in every format that it changes something in.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for disguise in DISGUISES {
        for value in &VALUES {
            let clear = units(value);
            let disguised = (disguise.apply)(clear.clone());
            // People part the groups of numbers; an address or a PAN in pieces is none.
            let fits = disguise.layer != Layer::Separate || value.is_number();
            if fits && (disguised != clear || disguise.name == "clear") {
                cases.extend(disguise.formats.iter().map(|&format| case(disguise.name, format, value, &disguised)));
            }
        }
    }
    cases
}

/// Every two disguises that can stand over each other, of two kinds of number; what `is_hidden` by one alone is left out.
pub(super) fn pairs(is_hidden: impl Fn(&str) -> bool) -> Vec<Case> {
    let mut cases = Vec::new();
    for value in [&AADHAAR, &MOBILE] {
        for (first, second) in DISGUISES.iter().flat_map(|a| DISGUISES.iter().map(move |b| (a, b))) {
            let stacks = first.layer < second.layer
                || first.layer == second.layer && matches!(first.layer, Layer::Unseen | Layer::Tag);
            let clear = units(value);
            let once = (first.apply)(clear.clone());
            let twice = (second.apply)(once.clone());
            if !stacks || first.name == second.name || once == clear || twice == once {
                continue;
            }
            let both = |format: &&Format| {
                let alone = |name: &str| is_hidden(&format!("{name} {} {}", format.name(), value.kind));
                second.formats.contains(format) && !alone(first.name) && !alone(second.name)
            };
            let name = format!("{} {}", first.name, second.name);
            cases.extend(first.formats.iter().filter(both).map(|&format| case(&name, format, value, &twice)));
        }
    }
    cases
}
