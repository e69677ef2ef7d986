//! Pack `intl-core`: phones of other countries.

use super::dates::digits;
use super::labels::MOBILE;
use crate::grammar::{Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "phone_e164",
        title: "Telephone number",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("[+]9{1,3}~?9{4,12}"), alone: 80 },
            Form { shape: shape!("[+]9{1,3}~?[(]?9{1,5}[)]?~?9{3,8}"), alone: 80 },
            Form { shape: shape!("[+]9{1,3}~?[(]?9{1,5}[)]?~?9{2,5}~?9{2,5}"), alone: 80 },
            Form { shape: shape!("[+]9{1,3}~?[(]?9{1,5}[)]?~?9{2,4}~?9{2,4}~?9{2,4}"), alone: 80 },
            Form { shape: shape!("[+]9{1,3}~?[(]?9{1,3}[)]?~?9{2}~?9{2}~?9{2}~?9{2}"), alone: 80 },
            Form { shape: shape!("[+]9{1,3}~?[(]?9{1,5}[)]?~?9{2,5}~?9{2,5}~?[X]9{1,5}"), alone: 80 },
        ],
        accept: in_the_plan,
        grade: fixed_is_low,
        lookalikes: false,
        labelled: 93,
        label: MOBILE,
        samples: &["44770090", "44207946"],
        rank: 98,
        examples: &["+442079460000", "+1 415 736 2291"],
        source: "ITU-T E.164; lengths and first digits of mobile numbers sampled from the metadata of libphonenumber (Apache-2.0)",
        ..Detector::BASE
    },
    Detector {
        // As dialled within another country, which only a label makes known.
        id: "phone_e164",
        title: "Telephone number",
        pack: Pack::IntlCore,
        severity: Severity::Low,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("9{7,13}"), alone: 0 },
            Form { shape: shape!("9{1,5}[)]?~9{3,8}"), alone: 0 },
            Form { shape: shape!("9{2,5}[)]?~?9{2,5}~9{3,5}"), alone: 0 },
            Form { shape: shape!("9{2,4}~9{2,4}~9{2,4}~9{2,4}"), alone: 0 },
            Form { shape: shape!("9{2,4}~9{2}~9{2}~9{2}~9{2}"), alone: 0 },
            // With an extension.
            Form { shape: shape!("9{3}[)]?~?9{3}~?9{4}[X]9{1,5}"), alone: 0 },
            Form { shape: shape!("9{3}~9{3}~9{4}[X]9{1,5}"), alone: 0 },
            Form { shape: shape!("9{1,3}~9{3}~9{3}~9{4}[X]9{1,5}"), alone: 0 },
        ],
        accept: is_subscriber,
        labelled: 80,
        label: MOBILE,
        rank: 255,
        examples: &["0490 75 40 81", "04507 76599", "2125550187"],
        source: "ITU-T E.164 §6; ITU-T E.123",
        ..Detector::BASE
    },
];

/// Calling codes, each with the lengths of its national numbers (bit n: n digits) and the digits that
/// mobile numbers begin with (bit d).
const PLAN: [u16; 627] = [
    1, 0x400, 0x3fc, 7, 0x400, 0x280, 20, 0x700, 0x2, 27, 0x3e0, 0x1e2, 30, 0x400, 0x240, 31, 0xa00, 0x240, 32, 0x300,
    0x10, 33, 0x200, 0xc0, 34, 0x200, 0xc0, 36, 0x300, 0xac, 39, 0x1fc0, 0x18, 40, 0x240, 0x80, 41, 0x200, 0xc0, 43,
    0x3ff0, 0x40, 44, 0x600, 0x80, 45, 0x100, 0x3fc, 46, 0x380, 0x80, 47, 0x100, 0x210, 48, 0x280, 0x1f4, 49, 0xffe0,
    0x2, 51, 0x300, 0x200, 52, 0x400, 0x3fc, 53, 0x5c0, 0x60, 54, 0xc00, 0x240, 55, 0xc00, 0x3fe, 56, 0x200, 0x3fc, 57,
    0x500, 0x208, 58, 0x400, 0x10, 60, 0x700, 0x2, 61, 0x200, 0x10, 62, 0x1f80, 0x100, 63, 0x740, 0x300, 64, 0x700,
    0x4, 65, 0x100, 0x300, 66, 0x300, 0x342, 81, 0x600, 0x3c0, 82, 0x760, 0x2, 84, 0x600, 0x3aa, 86, 0xf80, 0x2, 90,
    0x400, 0x20, 91, 0x400, 0x3c2, 92, 0x600, 0x8, 93, 0x200, 0x80, 94, 0x200, 0x80, 95, 0x7c0, 0x202, 98, 0x4c0,
    0x200, 211, 0x200, 0x202, 212, 0x200, 0xc0, 213, 0x300, 0xe0, 216, 0x100, 0x23c, 218, 0x200, 0x200, 220, 0x280,
    0x3fc, 221, 0x200, 0x80, 222, 0x100, 0x1c, 223, 0x100, 0x3e4, 224, 0x300, 0x40, 225, 0x400, 0x1, 226, 0x100, 0xf1,
    227, 0x100, 0x384, 228, 0x100, 0x280, 229, 0x400, 0x1, 230, 0x180, 0xa0, 231, 0x380, 0x1fc, 232, 0x100, 0x3cc, 233,
    0x200, 0x24, 234, 0x400, 0x380, 235, 0x100, 0x3c8, 236, 0x100, 0x80, 237, 0x200, 0x44, 238, 0x80, 0x228, 239, 0x80,
    0x200, 240, 0x200, 0x24, 241, 0x180, 0xfd, 242, 0x200, 0x1, 243, 0x780, 0x300, 244, 0x200, 0x200, 245, 0x200,
    0x200, 246, 0x80, 0x8, 247, 0x20, 0x9c, 248, 0x80, 0x4, 249, 0x200, 0x202, 250, 0x300, 0x80, 251, 0x200, 0x380,
    252, 0x3c0, 0x3de, 253, 0x100, 0x80, 254, 0x380, 0x82, 255, 0x200, 0xc0, 256, 0x200, 0x80, 257, 0x100, 0xc4, 258,
    0x300, 0x100, 260, 0x200, 0x2a0, 261, 0x200, 0x8, 262, 0x200, 0x40, 263, 0x200, 0x80, 264, 0x300, 0x140, 265,
    0x280, 0x38e, 266, 0x100, 0x60, 267, 0x180, 0x80, 268, 0x100, 0x80, 269, 0x80, 0x18, 290, 0x30, 0x260, 291, 0x80,
    0x82, 297, 0x80, 0x2e4, 298, 0x40, 0x2a4, 299, 0x40, 0x34, 350, 0x100, 0x60, 351, 0x200, 0x240, 352, 0xff0, 0x40,
    353, 0x780, 0x100, 354, 0x280, 0x1c8, 355, 0x300, 0x40, 356, 0x100, 0x280, 357, 0x100, 0x200, 358, 0x7e0, 0x30,
    359, 0x3c0, 0x310, 370, 0x100, 0x40, 371, 0x100, 0x4, 372, 0x180, 0x120, 373, 0x100, 0xe0, 374, 0x100, 0x3b8, 375,
    0x200, 0x1c, 376, 0x240, 0x68, 377, 0x300, 0xd8, 378, 0x500, 0x40, 380, 0x200, 0x2e8, 381, 0x1f80, 0x40, 382,
    0x100, 0x40, 383, 0x1f00, 0x10, 385, 0x300, 0x200, 386, 0x100, 0xf8, 387, 0x300, 0x40, 389, 0x100, 0x80, 420,
    0x200, 0xc0, 421, 0x2c0, 0x200, 423, 0x280, 0xc0, 500, 0x20, 0x60, 501, 0x80, 0x40, 502, 0x100, 0x138, 503, 0x100,
    0xe0, 504, 0x100, 0x388, 505, 0x100, 0x1e0, 506, 0x100, 0x1e0, 507, 0x180, 0x146, 508, 0x240, 0x3fc, 509, 0x100,
    0x38, 590, 0x200, 0x40, 591, 0x100, 0xe0, 592, 0x80, 0xe0, 593, 0x300, 0x200, 594, 0x200, 0x40, 595, 0x380, 0x200,
    596, 0x200, 0x40, 597, 0xc0, 0x1c0, 598, 0x100, 0x200, 599, 0x180, 0x298, 670, 0x180, 0x80, 672, 0x40, 0xa, 673,
    0x80, 0x184, 674, 0x80, 0x3e4, 675, 0x180, 0x180, 676, 0xa0, 0x3e0, 677, 0xa0, 0x3d0, 678, 0xa0, 0x1a0, 679, 0x80,
    0x3b4, 680, 0x80, 0x1d0, 681, 0x40, 0x180, 682, 0x20, 0x1a0, 683, 0x90, 0x160, 685, 0x4e0, 0x180, 686, 0x120, 0xc0,
    687, 0x40, 0x3a0, 688, 0xe0, 0x280, 689, 0x100, 0x100, 690, 0xf0, 0x80, 691, 0x80, 0x308, 692, 0x80, 0x3c, 850,
    0x500, 0x2, 852, 0x100, 0x3f0, 853, 0x100, 0x40, 855, 0x300, 0x3fe, 856, 0x700, 0xc, 870, 0x1200, 0xe8, 880, 0x7c0,
    0x5a, 881, 0x600, 0x3cf, 882, 0x1780, 0x38, 886, 0x300, 0x200, 960, 0x80, 0x290, 961, 0x180, 0x188, 962, 0x300,
    0x90, 963, 0x300, 0x220, 964, 0x700, 0x80, 965, 0x100, 0x270, 966, 0x200, 0x20, 967, 0x380, 0x80, 968, 0x100,
    0x282, 970, 0x300, 0x20, 971, 0x300, 0x20, 972, 0x1b00, 0x20, 973, 0x100, 0x48, 974, 0x100, 0xe8, 975, 0x180,
    0x182, 976, 0x700, 0x3e0, 977, 0x500, 0x200, 992, 0x200, 0x3ff, 993, 0x100, 0xc0, 994, 0x200, 0x2f2, 995, 0x200,
    0xa0, 996, 0x200, 0x3e4, 998, 0x200, 0x3ec,
];

/// The national number behind the calling code, and the code's row; no code begins with another one.
fn national(value: &[u8]) -> Option<(&[u8], u16, u16)> {
    let row = |row: &&[u16; 3]| {
        let len = if row[0] < 10 {
            1
        } else if row[0] < 100 {
            2
        } else {
            3
        };
        digits(value, 0, len) == u32::from(row[0]) && value.len() > len
    };
    let &[code, lengths, leads] = PLAN.as_chunks::<3>().0.iter().find(row)?;
    let number = &value[1 + usize::from(code >= 10) + usize::from(code >= 100)..];
    let fits = |number: &[u8]| number.len() < 16 && lengths >> number.len() & 1 == 1;
    // `+44 020 …`: the zero is dialled within the country alone.
    let dialled = number.strip_prefix(b"0").filter(|rest| !fits(number) && fits(rest));
    Some((dialled.unwrap_or(number), lengths, leads))
}

/// Whether the country has national numbers of this length; in North America neither part begins with 0 or 1.
fn in_the_plan(value: &[u8]) -> bool {
    let value = without_extension(value);
    national(value).is_some_and(|(number, lengths, _)| {
        let american = !value.starts_with(b"1") || number.first() > Some(&b'1') && number.get(3) > Some(&b'1');
        // India's mobile numbers alone: its landlines have an entry of their own.
        let indian = !value.starts_with(b"91") || number.first() > Some(&b'5');
        number.len() < 16 && lengths >> number.len() & 1 == 1 && american && indian
    })
}

/// The number in front of its `x123`.
fn without_extension(value: &[u8]) -> &[u8] {
    value.split(|&b| b == b'X').next().unwrap_or(value)
}

/// Seven to thirteen digits of more than one kind.
fn is_subscriber(value: &[u8]) -> bool {
    let value = without_extension(value);
    matches!(value.len(), 7..=13) && value.windows(2).any(|w| w[0] != w[1])
}

/// Lines that no mobile can have are mostly an office's: low.
fn fixed_is_low(value: &[u8], severity: Severity) -> Severity {
    let value = without_extension(value);
    let mobile = |(number, _, leads): (&[u8], u16, u16)| {
        number.first().is_some_and(|lead| leads >> (lead - b'0') & 1 == 1) && !is_toll_free(value)
    };
    if national(value).is_some_and(mobile) { severity } else { Severity::Low }
}

/// Toll-free numbers of North America.
fn is_toll_free(value: &[u8]) -> bool {
    value.starts_with(b"1") && matches!(digits(value, 1, 3), 800 | 833 | 844 | 855 | 866 | 877 | 888)
}
